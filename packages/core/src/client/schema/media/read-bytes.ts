import { concatBytes } from '../../../shared/concat-bytes.ts';
import { abortable } from '../../../shared/sleep.ts';

export type Readable = Blob | ReadableStream<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

/** Thrown for a chunk of a stream that is neither bytes nor text. */
export class WrongChunkError extends Error {}

/** Reads a Blob or a stream to its end. Text becomes UTF-8. A stream that is not read to its end is cancelled. */
export async function readBytes(source: Readable, signal: AbortSignal | undefined): Promise<Uint8Array> {
  if (source instanceof Blob) return new Uint8Array(await abortable(() => source.arrayBuffer(), signal));
  const chunks: Uint8Array[] = [];
  let size = 0;
  const { next, cancel } = openReader(source);
  try {
    for (let read = await abortable(next, signal); !read.done; read = await abortable(next, signal)) {
      const chunk = toBytes(read.value);
      chunks.push(chunk);
      size += chunk.length;
    }
  } catch (error) {
    // The cancellation is not awaited: a stream that stalls may never finish it.
    cancel().catch(() => {});
    throw error;
  }
  return concatBytes(chunks, size);
}

interface ChunkReader {
  next(): Promise<{ done?: boolean | undefined; value?: unknown }>;
  cancel(): Promise<unknown>;
}

function openReader(source: Exclude<Readable, Blob>): ChunkReader {
  // A ReadableStream cannot be iterated in every runtime.
  if ('getReader' in source) {
    const reader = source.getReader();
    return { next: () => reader.read(), cancel: () => reader.cancel() };
  }
  const iterator = source[Symbol.asyncIterator]();
  const { destroy } = source as { destroy?: () => unknown };
  return {
    next: () => iterator.next(),
    // `return()` of a generator waits for the chunk that it is producing. A Node stream is destroyed instead.
    cancel: async () => (destroy ? destroy.call(source) : iterator.return?.()),
  };
}

function toBytes(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  if (typeof chunk === 'string') return new TextEncoder().encode(chunk);
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk);
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  throw new WrongChunkError();
}
