import { concatBytes } from '../../../shared/concat-bytes.ts';

/** The body of a response. */
export interface BodyReader {
  next(): Promise<{ done?: boolean | undefined; value?: Uint8Array | undefined }>;
  /** Ends the body, so that its connection is closed. */
  cancel(): unknown;
}

/**
 * Reads a body as UTF-8, up to `maxBytes`. A larger body is cancelled.
 *
 * @param contentLength The header of the response. With it, a body that is too large is not read at all.
 * @returns `undefined` if the body is larger than `maxBytes`.
 */
export async function readText(
  body: BodyReader,
  maxBytes: number,
  contentLength: string | undefined,
): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = Number(contentLength) > maxBytes ? Number.POSITIVE_INFINITY : 0;
  while (size <= maxBytes) {
    const { value } = await body.next();
    if (!value) return decodeChunks(chunks, size);
    chunks.push(value);
    size += value.length;
  }
  body.cancel();
  return undefined;
}

const decoder = new TextDecoder();

/** Decodes UTF-8. Most responses have one chunk, which is not copied. */
export function decodeChunks(chunks: readonly Uint8Array[], size: number): string {
  return decoder.decode(chunks.length === 1 ? chunks[0] : concatBytes(chunks, size));
}
