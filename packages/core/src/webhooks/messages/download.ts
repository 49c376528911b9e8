import { VZapsError } from '../../errors.ts';
import type { Media, MediaNode } from '../../events/index.ts';
import { decodeBase64 } from '../../shared/base64.ts';
import { checkOptions, customOption } from '../../shared/check-options.ts';
import { concatBytes } from '../../shared/concat-bytes.ts';

export interface DownloadedMedia {
  bytes: Uint8Array;
  mimetype: string;
}

export interface DownloadOptions {
  /** The largest file, in bytes. A larger one is not read to its end. Default 100 MiB. */
  maxBytes?: number | undefined;
}

// WhatsApp allows documents of 2 GB, and a downloaded file is held in memory.
const DEFAULT_MAX_BYTES = 100 * 1024 * 1024;

const OPTION_RULES = {
  maxBytes: customOption('a number of at least 0 (bytes)', (value) => typeof value === 'number' && value >= 0),
};

type Request = { instanceId?: string | undefined } & MediaNode;
type Response = PromiseLike<{ data: { mimetype?: string | undefined; data: string } }>;

/** The calls that download media, for a client of your own. `VZapsClient` has them. */
export interface DownloadsPort {
  downloadImage?(request: Request, options: CallLimits): Response;
  downloadVideo?(request: Request, options: CallLimits): Response;
  downloadAudio?(request: Request, options: CallLimits): Response;
  downloadDocument?(request: Request, options: CallLimits): Response;
}
interface CallLimits {
  signal: AbortSignal;
  /** The largest response, in bytes. */
  maxResponseBytes: number;
}

// VZaps has no route for stickers. For WhatsApp they are images (known from whatsmeow).
const CALLS = {
  image: 'downloadImage',
  sticker: 'downloadImage',
  video: 'downloadVideo',
  audio: 'downloadAudio',
  document: 'downloadDocument',
} as const;

/** Downloads a file: from its URL if VZaps has stored it, otherwise through the download route. */
export async function downloadMedia(
  messages: DownloadsPort,
  instanceId: string | undefined,
  media: Media | undefined,
  signal: AbortSignal,
  options: DownloadOptions = {},
): Promise<DownloadedMedia> {
  checkOptions('ctx.download', options, OPTION_RULES);
  const { maxBytes = DEFAULT_MAX_BYTES } = options;
  if (!media) {
    throw new VZapsError(
      'INVALID_REQUEST',
      'ctx.download(): this message has no media. Check `event.media` first, or pass the media of a quoted message.',
    );
  }
  if (media.size !== undefined && media.size > maxBytes) throw createTooLargeError(maxBytes);
  const stored = media.url && (await fetchStored(media.url, media.mimetype, maxBytes, signal));
  if (stored) return { mimetype: media.mimetype ?? stored.mimetype, bytes: stored.bytes };
  const call = messages[CALLS[media.kind]];
  if (!call) {
    throw new VZapsError(
      'INVALID_REQUEST',
      `ctx.download(): VZaps has no stored file for this media, and the client has no call ${CALLS[media.kind]}(). Pass ` +
        'a VZapsClient as the option `client` of createReceiver().',
    );
  }
  const request = { ...(instanceId && { instanceId }), ...media.downloadInfo };
  const { data } = await call
    .call(messages, request, { signal, maxResponseBytes: maxBytesOfBase64(maxBytes) })
    .then(undefined, (error: unknown) => {
      throw hasCode(error, 'RESPONSE_TOO_LARGE') ? createTooLargeError(maxBytes) : error;
    });
  const file = decodeDataUrl(data.data, data.mimetype ?? media.mimetype);
  if (file.bytes.length > maxBytes) throw createTooLargeError(maxBytes);
  return file;
}

/** Returns `undefined` if the file is gone, or a page is in its place. Then the download route is used. */
async function fetchStored(
  url: string,
  expectedType: string | undefined,
  maxBytes: number,
  signal: AbortSignal,
): Promise<DownloadedMedia | undefined> {
  try {
    const response = await fetch(url, { signal });
    const mimetype = response.headers.get('content-type') ?? 'application/octet-stream';
    if (!response.ok || (isHtml(mimetype) && !isHtml(expectedType))) {
      // An unread body would keep its connection.
      await response.body?.cancel();
      return undefined;
    }
    return { bytes: await readUpTo(maxBytes, response.body), mimetype };
  } catch (error) {
    if (signal.aborted || error instanceof VZapsError) throw error;
    return undefined;
  }
}

async function readUpTo(maxBytes: number, body: ReadableStream<Uint8Array> | null): Promise<Uint8Array> {
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
    size += read.value.length;
    if (size > maxBytes) {
      await reader?.cancel();
      throw createTooLargeError(maxBytes);
    }
    chunks.push(read.value);
  }
  return concatBytes(chunks, size);
}

/** The largest response for a file of `maxBytes`: base64 takes 4/3 of them, and 1 MiB is for the JSON around it. */
function maxBytesOfBase64(maxBytes: number): number {
  return Math.ceil((maxBytes * 4) / 3) + 1024 * 1024;
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && Reflect.get(error, 'code') === code;
}

function isHtml(mimetype: string | undefined): boolean {
  return /^\s*text\/html\b/i.test(mimetype ?? '');
}

function createTooLargeError(maxBytes: number): VZapsError {
  return new VZapsError(
    'MEDIA_TOO_LARGE',
    `ctx.download(): the media has more than ${maxBytes} bytes. Raise the option \`maxBytes\`, or fetch \`media.url\` as ` +
      'a stream.',
  );
}

/** `data:<type>;base64,…` (documented), or base64 alone (seen). */
function decodeDataUrl(text: string, mimetype: string | undefined): DownloadedMedia {
  const [, declaredType, base64 = text] = /^data:([^,]*?);base64,(.*)$/s.exec(text) ?? [];
  const bytes = decodeBase64(base64);
  if (!bytes) {
    throw new VZapsError(
      'UNEXPECTED_RESPONSE',
      'ctx.download(): the download route answered with a file that is not base64. Try again later.',
    );
  }
  return { bytes, mimetype: mimetype ?? declaredType ?? 'application/octet-stream' };
}
