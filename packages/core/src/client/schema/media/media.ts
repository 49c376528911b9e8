import * as z from 'zod';
import { dataUrl } from './data-url.ts';
import type { Readable } from './read-bytes.ts';
import { Unread } from './unread-media.ts';

/**
 * What may be sent as a file: a public http(s) URL, a data URL, bytes, a `Blob` or `File`, or a stream of bytes (text
 * in it becomes UTF-8).
 */
export type MediaInput = string | URL | Uint8Array | ArrayBuffer | Readable;

const REFUSED = 'must be a public http(s) URL, a data URL, bytes, a Blob, or a stream of bytes, and not empty';

/**
 * A media field. Bytes are sent as a data URL, whose type is the Blob's own, or read from the first bytes, or
 * `fallback`. A stream is read once, before the first attempt, so that an attempt can be repeated.
 */
export function media(fallback: string) {
  return z.custom<MediaInput>(isMedia, REFUSED).transform((input): string | Unread => {
    if (typeof input === 'string') return input;
    if (input instanceof URL) return input.href;
    if (input instanceof ArrayBuffer) return dataUrl(new Uint8Array(input), '', fallback);
    return input instanceof Uint8Array ? dataUrl(input, '', fallback) : new Unread(input, fallback);
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
