import * as z from 'zod';
import { toDataUrl } from './data-url.ts';

/** What may be sent as a file: a public http(s) URL, a data URL, bytes, a `Blob` or `File`, or a stream of bytes. */
export type MediaInput =
  | string
  | URL
  | Uint8Array
  | ArrayBuffer
  | Blob
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>;

const REFUSED = 'must be a public http(s) URL, a data URL, bytes, a Blob, or a stream of bytes';

/**
 * A media field. Bytes are sent as a data URL, whose type is the Blob's own, or read from the first bytes, or
 * `fallback`. A stream is read once, before the first attempt, so that an attempt can be repeated.
 */
export function media(fallback: string) {
  return z.custom<MediaInput>(isMedia, REFUSED).transform((input): string | Promise<string> => {
    if (typeof input === 'string') return input;
    return input instanceof URL ? input.href : toDataUrl(input, fallback);
  });
}

function isMedia(input: unknown): boolean {
  if (typeof input === 'string') return /^data:[^,]*,./s.test(input) || isHttp(input);
  if (input instanceof URL) return isHttp(input.href);
  if (input instanceof Uint8Array || input instanceof ArrayBuffer || input instanceof Blob) return true;
  return typeof input === 'object' && input !== null && ('getReader' in input || Symbol.asyncIterator in input);
}

function isHttp(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}
