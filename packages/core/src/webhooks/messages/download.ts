import { VZapsError } from '../../errors.ts';
import type { Media, MediaNode } from '../../events/index.ts';
import { decodeBase64 } from '../../shared/base64.ts';
import { concatBytes } from '../../shared/concat-bytes.ts';

export interface DownloadedMedia {
  bytes: Uint8Array;
  mimetype: string;
}

export interface DownloadOptions {
  /** A file of more bytes is refused with `MEDIA_TOO_LARGE`, and not read to its end. Default: 100 MiB. */
  maxBytes?: number | undefined;
}

// WhatsApp lets documents be 2 GB, and what is downloaded stands in memory.
const MAX_BYTES = 100 * 1024 * 1024;

type Request = { instanceId?: string | undefined } & MediaNode;
type Answer = PromiseLike<{ data: { mimetype?: string | undefined; data: string } }>;

/** What downloading needs of a client, where VZaps has no ready file. */
export interface DownloadsPort {
  downloadImage?(request: Request, options: Cancellable): Answer;
  downloadVideo?(request: Request, options: Cancellable): Answer;
  downloadAudio?(request: Request, options: Cancellable): Answer;
  downloadDocument?(request: Request, options: Cancellable): Answer;
}
interface Cancellable {
  signal: AbortSignal;
}

// There is no route for stickers; they are images to WhatsApp (lineage).
const ROUTES = {
  image: 'downloadImage',
  sticker: 'downloadImage',
  video: 'downloadVideo',
  audio: 'downloadAudio',
  document: 'downloadDocument',
} as const;

/** The file itself: from the ready URL where VZaps stored it, through the download route otherwise. */
export async function downloadMedia(
  messages: DownloadsPort,
  instanceId: string | undefined,
  media: Media | undefined,
  signal: AbortSignal,
  { maxBytes = MAX_BYTES }: DownloadOptions = {},
): Promise<DownloadedMedia> {
  if (!(maxBytes >= 0)) throw new VZapsError('INVALID_OPTION', '`maxBytes` must be a number of bytes.');
  if (!media) throw new VZapsError('INVALID_REQUEST', 'ctx.download() needs a message with media: this one has none.');
  if (media.size !== undefined && media.size > maxBytes) throw tooLarge(maxBytes);
  const ready = media.url && (await fetchReady(media.url, media.mimetype, maxBytes, signal));
  if (ready) return { mimetype: media.mimetype ?? ready.mimetype, bytes: ready.bytes };
  const call = messages[ROUTES[media.kind]];
  if (!call)
    throw new VZapsError('INVALID_REQUEST', 'The media has no ready file, and the client has no download call.');
  const { data } = await call.call(messages, { ...(instanceId && { instanceId }), ...media.downloadInfo }, { signal });
  const file = decodeDataUrl(data.data, data.mimetype ?? media.mimetype);
  if (file.bytes.length > maxBytes) throw tooLarge(maxBytes);
  return file;
}

/** A ready file may be gone by now, or a page may stand in its place: then the download route is asked. */
async function fetchReady(
  url: string,
  expected: string | undefined,
  maxBytes: number,
  signal: AbortSignal,
): Promise<DownloadedMedia | undefined> {
  try {
    const response = await fetch(url, { signal });
    const mimetype = response.headers.get('content-type') ?? 'application/octet-stream';
    if (!response.ok || (isHtml(mimetype) && !isHtml(expected))) {
      // Otherwise it would come in all the same, and keep its connection.
      await response.body?.cancel();
      return undefined;
    }
    return { bytes: await readUpTo(maxBytes, response), mimetype };
  } catch (error) {
    if (signal.aborted || error instanceof VZapsError) throw error;
    return undefined;
  }
}

async function readUpTo(maxBytes: number, response: Response): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
    length += read.value.length;
    if (length > maxBytes) {
      await reader?.cancel();
      throw tooLarge(maxBytes);
    }
    chunks.push(read.value);
  }
  return concatBytes(chunks, length);
}

function isHtml(mimetype: string | undefined): boolean {
  return /^\s*text\/html\b/i.test(mimetype ?? '');
}

function tooLarge(maxBytes: number): VZapsError {
  const cure = 'Give ctx.download() a larger maxBytes, or fetch media.url as a stream yourself.';
  return new VZapsError('MEDIA_TOO_LARGE', `The media has more than ${maxBytes} bytes. ${cure}`);
}

/** `data:<mime>;base64,…` (documented), or bare base64 (seen). */
function decodeDataUrl(text: string, mimetype: string | undefined): DownloadedMedia {
  const [, declared, base64 = text] = /^data:([^,]*?);base64,(.*)$/s.exec(text) ?? [];
  const bytes = decodeBase64(base64);
  if (!bytes)
    throw new VZapsError('UNEXPECTED_RESPONSE', 'The download route answered with a file that is not base64.');
  return { bytes, mimetype: mimetype ?? declared ?? 'application/octet-stream' };
}
