import { VZapsError } from '../../../errors.ts';
import type { Media, MediaNode } from '../../../events/index.ts';
import { checkOptions, customOption, flagOption } from '../../../shared/check-options.ts';
import { type DecodedFile, type DownloadResponse, decodeDownloadResponse } from './decode-download-response.ts';
import type { DownloadedMedia, DownloadedMediaStream } from './downloaded-media.ts';
import { openStoredFile, type StoredFile } from './stored-file.ts';
import { joinChunks, sizeOf } from './without-blocking.ts';

/** Options of `ctx.download()`. */
export interface DownloadOptions {
  /**
   * The largest file, in bytes. A larger one is not read to its end. Default: the option `media.maxBytes` of
   * `createReceiver()`, else 100 MiB.
   */
  maxBytes?: number | undefined;
  /** `true` resolves with `{ stream, mimetype }`, so that a large file is not held in memory. Default `false`. */
  stream?: boolean | undefined;
}

/** The option `media` of `createReceiver()`: what `ctx.download()` may request. */
export interface MediaOptions {
  /**
   * Origins of your own storage, such as `http://localhost:9000`. Their URLs may be plain http and may have a private
   * address. Every other URL must be https, and its host must have a public address.
   */
  allow?: readonly string[] | undefined;
  /** The largest file, in bytes. Default 100 MiB. */
  maxBytes?: number | undefined;
}

// WhatsApp allows documents of 2 GB, and a downloaded file is held in memory.
const DEFAULT_MAX_BYTES = 100 * 1024 * 1024;

export const maxBytesOption = customOption(
  'a number of at least 0 (bytes)',
  (value) => typeof value === 'number' && value >= 0,
);

const OPTION_RULES = {
  maxBytes: maxBytesOption,
  stream: flagOption,
};

type Request = { instanceId?: string | undefined } & MediaNode;
type Response = PromiseLike<{ data: DownloadResponse }>;

/** The calls that download media, for a client of your own. `VZapsClient` has them. */
export interface DownloadsPort {
  /** Downloads an image or a sticker. VZaps has no route for stickers. */
  downloadImage?(request: Request, options: CallLimits): Response;
  /** Downloads a video. */
  downloadVideo?(request: Request, options: CallLimits): Response;
  /** Downloads an audio file or a voice message. */
  downloadAudio?(request: Request, options: CallLimits): Response;
  /** Downloads a document. */
  downloadDocument?(request: Request, options: CallLimits): Response;
}
interface CallLimits {
  signal: AbortSignal;
  /** The largest response, in bytes. */
  maxResponseBytes: number;
  /** Asks the client to decode the file while it arrives, into `data.chunks`. A client may ignore it. */
  decodeFile: true;
}

// VZaps has no route for stickers. For WhatsApp they are images (known from whatsmeow).
const CALLS = {
  image: 'downloadImage',
  sticker: 'downloadImage',
  video: 'downloadVideo',
  audio: 'downloadAudio',
  document: 'downloadDocument',
} as const;

export interface DownloadRequest {
  messages: DownloadsPort;
  instanceId: string | undefined;
  media: Media | undefined;
  signal: AbortSignal;
  options: DownloadOptions | undefined;
  settings: MediaOptions | undefined;
}

/** Downloads a file: from its URL if VZaps has stored it, otherwise through the download route. */
export async function downloadMedia(request: DownloadRequest): Promise<DownloadedMedia | DownloadedMediaStream> {
  const { media, options = {}, settings } = request;
  checkOptions('ctx.download', options, OPTION_RULES);
  const { maxBytes = settings?.maxBytes ?? DEFAULT_MAX_BYTES, stream = false } = options;
  if (!media) {
    throw new VZapsError('INVALID_REQUEST', 'ctx.download(): this message has no media. Check `event.media` first.');
  }
  if (media.size !== undefined && media.size > maxBytes) throw createTooLargeError(maxBytes);
  return (
    (await readStored(request, media, maxBytes, stream)) ?? toResult(await callRoute(request, media, maxBytes), stream)
  );
}

/** Returns `undefined` if there is no stored file, or it cannot be read to its end. Then the download route is used. */
async function readStored(
  { settings, signal }: DownloadRequest,
  { url, mimetype }: Media,
  maxBytes: number,
  stream: boolean,
): Promise<DownloadedMedia | DownloadedMediaStream | undefined> {
  if (!url || !URL.canParse(url)) return undefined;
  const allowedOrigins = (settings?.allow ?? []).map((origin) => new URL(origin).origin);
  try {
    const file = await openStoredFile(new URL(url), mimetype, allowedOrigins, signal);
    return file && (await toResult({ chunks: limitSize(file, maxBytes), mimetype: mimetype ?? file.mimetype }, stream));
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof VZapsError) throw error;
    return undefined;
  }
}

async function toResult(
  { chunks, mimetype }: StoredFile | DecodedFile,
  stream: boolean,
): Promise<DownloadedMedia | DownloadedMediaStream> {
  if (stream) return { stream: toStream(chunks), mimetype };
  const read: Uint8Array[] = [];
  for await (const chunk of chunks) read.push(chunk);
  return { bytes: await joinChunks(read), mimetype };
}

async function callRoute(request: DownloadRequest, media: Media, maxBytes: number): Promise<DecodedFile> {
  const { messages, instanceId, signal } = request;
  const call = messages[CALLS[media.kind]];
  if (!call) {
    throw new VZapsError(
      'INVALID_REQUEST',
      `ctx.download(): VZaps has no stored file for this media, and the client has no call ${CALLS[media.kind]}(). Pass ` +
        'a VZapsClient as the option `client` of createReceiver().',
    );
  }
  const body = { ...(instanceId && { instanceId }), ...media.downloadInfo };
  // Base64 takes 4/3 of the file, and 1 MiB is for the JSON around it.
  const maxResponseBytes = Math.ceil((maxBytes * 4) / 3) + 1024 * 1024;
  const limits = { signal, maxResponseBytes, decodeFile: true } as const;
  const { data } = await call
    .call(messages, body, limits)
    .then(undefined, (error: { code?: unknown } | null | undefined) => {
      throw error?.code === 'RESPONSE_TOO_LARGE' ? createTooLargeError(maxBytes) : error;
    });
  const file = await decodeDownloadResponse(data, media.mimetype, maxBytes);
  if (!file || sizeOf(file.chunks) > maxBytes) throw createTooLargeError(maxBytes);
  return file;
}

async function* limitSize({ chunks }: StoredFile, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxBytes) throw createTooLargeError(maxBytes);
    yield chunk;
  }
}

function toStream(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = iterate(chunks);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await iterator.return();
      },
    },
    { highWaterMark: 0 },
  );
}

async function* iterate(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  yield* chunks;
}

function createTooLargeError(maxBytes: number): VZapsError {
  return new VZapsError(
    'MEDIA_TOO_LARGE',
    `ctx.download(): the media has more than ${maxBytes} bytes. Raise the option \`maxBytes\`, and read large files with ` +
      '`stream: true`.',
  );
}
