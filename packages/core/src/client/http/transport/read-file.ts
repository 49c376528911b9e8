import { createFileDecoder, type DecodedBody } from './file-decoder.ts';
import type { BodyReader } from './read-text.ts';

/** Reads a body like `readText()`, and decodes a file in its JSON while it arrives. */
export async function readFile(
  body: BodyReader,
  maxBytes: number,
  contentLength: string | undefined,
): Promise<DecodedBody | { text: undefined }> {
  const decoder = createFileDecoder();
  let size = Number(contentLength) > maxBytes ? Number.POSITIVE_INFINITY : 0;
  while (size <= maxBytes) {
    const { value } = await body.next();
    if (!value) return decoder.end();
    size += value.length;
    if (size <= maxBytes) decoder.add(value);
  }
  body.cancel();
  return { text: undefined };
}
