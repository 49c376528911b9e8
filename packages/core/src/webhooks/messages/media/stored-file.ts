import { requestMedia } from '#download';
import { onAbort } from '../../../shared/abort-listener.ts';
import { checkMediaUrl, createUrlRefusedError } from './media-url.ts';
import type { MediaResponse } from './request/media-request.ts';

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
// Milliseconds without a byte.
const STALL_TIMEOUT_MS = 10_000;

/** A stored file whose headers arrived. */
export interface StoredFile {
  mimetype: string;
  /** Rejects if no byte arrives for ten seconds, or the signal aborts. */
  chunks: AsyncIterable<Uint8Array>;
}

/**
 * Requests the file that VZaps stored. Follows at most five redirects, and checks each URL.
 *
 * @returns `undefined` if the status is not 2xx, the body is missing, or an HTML page is in place of the file.
 * @throws VZapsError `MEDIA_URL_REFUSED`.
 */
export async function openStoredFile(
  url: URL,
  expectedType: string | undefined,
  allowedOrigins: readonly string[],
  signal: AbortSignal,
): Promise<StoredFile | undefined> {
  const stall = createStallTimer(signal);
  try {
    const response = await followRedirects(url, allowedOrigins, stall.signal);
    const mimetype = response.header('content-type') ?? 'application/octet-stream';
    const isFile = response.status >= 200 && response.status < 300 && (!isHtml(mimetype) || isHtml(expectedType));
    if (isFile && response.body) return { mimetype, chunks: readChunks(response, response.body, stall) };
    response.cancel();
    stall.end();
    return undefined;
  } catch (error) {
    stall.end();
    throw error;
  }
}

async function followRedirects(
  first: URL,
  allowedOrigins: readonly string[],
  signal: AbortSignal,
): Promise<MediaResponse> {
  let url = first;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const isAllowed = allowedOrigins.includes(url.origin);
    if (!isAllowed) checkMediaUrl(url);
    const response = await requestMedia(url, { signal, isAllowed });
    const location = response.header('location');
    if (!REDIRECTS.has(response.status) || !location) return response;
    response.cancel();
    url = new URL(location, url);
  }
  throw createUrlRefusedError(`it redirects more than ${MAX_REDIRECTS} times`);
}

interface StallTimer {
  readonly signal: AbortSignal;
  /** Starts the ten seconds again. */
  restart(): void;
  /** Stops the clock while the caller works on a chunk. */
  pause(): void;
  end(): void;
}

/** Aborts its signal when no byte arrived for ten seconds, or when the caller's signal aborts. */
function createStallTimer(callerSignal: AbortSignal): StallTimer {
  const controller = new AbortController();
  if (callerSignal.aborted) controller.abort(callerSignal.reason);
  const stopListening = onAbort(callerSignal, (reason) => controller.abort(reason));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const restart = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.abort(new Error('No byte arrived for ten seconds.')), STALL_TIMEOUT_MS);
  };
  restart();
  return {
    signal: controller.signal,
    restart,
    pause: () => clearTimeout(timer),
    end() {
      clearTimeout(timer);
      stopListening();
    },
  };
}

async function* readChunks(
  response: MediaResponse,
  body: AsyncIterable<Uint8Array>,
  stall: StallTimer,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) {
      stall.pause();
      yield chunk;
      stall.restart();
    }
  } finally {
    stall.end();
    response.cancel();
  }
}

function isHtml(mimetype: string | undefined): boolean {
  return /^\s*text\/html\b/i.test(mimetype ?? '');
}
