import { abortable } from '../../http/sleep.ts';

export type Readable = Blob | ReadableStream<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

/** What a stream gave that is neither bytes nor text. */
export class WrongChunk extends Error {}

/** Everything in a Blob or a stream, text as UTF-8. Whatever ends it early, an abort too, cancels the stream. */
export async function readBytes(source: Readable, signal: AbortSignal | undefined): Promise<Uint8Array> {
  if (source instanceof Blob) return new Uint8Array(await abortable(() => source.arrayBuffer(), signal));
  const chunks: Uint8Array[] = [];
  const { next, cancel } = open(source);
  try {
    for (let read = await abortable(next, signal); !read.done; read = await abortable(next, signal)) {
      chunks.push(bytesOf(read.value));
    }
  } catch (error) {
    // Not awaited: a stream that stalls may never answer that either.
    cancel().catch(() => {});
    throw error;
  }
  return joined(chunks);
}

interface Source {
  next(): Promise<{ done?: boolean | undefined; value?: unknown }>;
  cancel(): Promise<unknown>;
}

function open(source: Exclude<Readable, Blob>): Source {
  // Not every runtime's ReadableStream can be iterated.
  if ('getReader' in source) {
    const reader = source.getReader();
    return { next: () => reader.read(), cancel: () => reader.cancel() };
  }
  const iterator = source[Symbol.asyncIterator]();
  const { destroy } = source as { destroy?: () => unknown };
  return {
    next: () => iterator.next(),
    // A generator returns only after the chunk that it waits for: a stream of Node's is destroyed instead.
    cancel: async () => (destroy ? destroy.call(source) : iterator.return?.()),
  };
}

function bytesOf(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  if (typeof chunk === 'string') return new TextEncoder().encode(chunk);
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk);
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  throw new WrongChunk();
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
