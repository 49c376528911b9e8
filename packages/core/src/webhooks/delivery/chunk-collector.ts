import { concatBytes } from '../../shared/concat-bytes.ts';

// Chunks below this size are copied together. A chunk of one byte is a view that keeps a buffer of up to 64 KiB in memory.
const SMALL_CHUNK_BYTES = 16 * 1024;
const FIRST_BLOCK_BYTES = 4 * 1024;
const MAX_BLOCK_BYTES = 64 * 1024;

/** Collects the chunks of a body in memory of at most about twice its size, however small the chunks are. */
export interface ChunkCollector {
  readonly size: number;
  add(chunk: Uint8Array): void;
  /** All bytes in one array. A body of one chunk is not copied. */
  join(): Uint8Array;
}

export function createChunkCollector(): ChunkCollector {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let first: Uint8Array | undefined;
  let block: Uint8Array | undefined;
  let blockSize = 0;
  let nextBlockBytes = FIRST_BLOCK_BYTES;

  function closeBlock(): void {
    if (block && blockSize > 0) chunks.push(block.subarray(0, blockSize));
    block = undefined;
    blockSize = 0;
  }

  function append(chunk: Uint8Array): void {
    if (chunk.length >= SMALL_CHUNK_BYTES) {
      closeBlock();
      chunks.push(chunk);
      return;
    }
    if (block && blockSize + chunk.length > block.length) closeBlock();
    if (!block) {
      block = new Uint8Array(Math.max(nextBlockBytes, chunk.length));
      nextBlockBytes = Math.min(nextBlockBytes * 2, MAX_BLOCK_BYTES);
    }
    block.set(chunk, blockSize);
    blockSize += chunk.length;
  }

  return {
    get size() {
      return size;
    },
    add(chunk) {
      // Most bodies have one chunk, so the first one is copied only when a second one comes.
      if (size === 0) first = chunk;
      else {
        if (first) append(first);
        first = undefined;
        append(chunk);
      }
      size += chunk.length;
    },
    join() {
      if (first) return first;
      closeBlock();
      return chunks.length === 1 ? (chunks[0] as Uint8Array) : concatBytes(chunks, size);
    },
  };
}
