import * as z from 'zod';
import { toDataUrl } from './data-url.ts';
import type { Readable } from './read-bytes.ts';
import { UnreadMedia } from './unread-media.ts';

/**
 * A file to send: a public http(s) URL, a data URL, bytes, a `Blob` or `File`, or a stream of bytes. Text in a stream
 * is encoded as UTF-8.
 */
export type MediaInput = string | URL | Uint8Array | ArrayBuffer | Readable;

const REFUSED = 'must be a public http(s) URL, a data URL, bytes, a Blob, or a stream of bytes, and not empty';

/**
 * The schema of a media field. Bytes are sent as a data URL. Its media type is the type of the Blob, else what the
 * first bytes show, else `fallback`. A stream is read once, before the first attempt, so that the attempt can be
 * repeated.
 */
export function media(fallback: string) {
  return z.custom<MediaInput>(isMedia, REFUSED).transform((input): string | UnreadMedia => {
    if (typeof input === 'string') return input;
    if (input instanceof URL) return input.href;
    if (input instanceof ArrayBuffer) return toDataUrl(new Uint8Array(input), '', fallback);
    return input instanceof Uint8Array ? toDataUrl(input, '', fallback) : new UnreadMedia(input, fallback);
  });
}

function isMedia(input: unknown): boolean {
  if (typeof input === 'string') return /^data:[^,]*,./s.test(input) || isHttp(input);
  if (input instanceof URL) return isHttp(input.href);
  if (input instanceof Uint8Array || input instanceof ArrayBuffer) return input.byteLength > 0;
  if (input instanceof Blob) return input.size > 0;
  return typeof input === 'object' && input !== null && ('getReader' in input || Symbol.asyncIterator in input);
}

function isHttp(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}
