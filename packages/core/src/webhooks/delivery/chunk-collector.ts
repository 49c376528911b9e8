import { concatBytes } from '../../shared/concat-bytes.ts';

// Chunks below this size are copied together. A chunk of one byte is a view that keeps a buffer of up to 64 KiB in memory.
const SMALL_CHUNK_BYTES = 16 * 1024;
const FIRST_BLOCK_BYTES = 4 * 1024;
const MAX_BLOCK_BYTES = 64 * 1024;

/**
 * Collects the chunks of a body in memory of at most about twice its size, however small the chunks are.
 *
 * @internal
 */
export class ChunkCollector {
  size = 0;
  /** The only chunk so far. Most bodies have one chunk, so it is copied only when a second one comes. */
  #only: Uint8Array | undefined;
  #chunks: Uint8Array[] | undefined;
  #block: Uint8Array | undefined;
  #blockSize = 0;
  #nextBlockBytes = FIRST_BLOCK_BYTES;

  add(chunk: Uint8Array): void {
    if (this.size === 0) this.#only = chunk;
    else {
      if (this.#only) this.#append(this.#only);
      this.#only = undefined;
      this.#append(chunk);
    }
    this.size += chunk.length;
  }

  /** All bytes in one array. A body of one chunk is not copied. */
  join(): Uint8Array {
    if (this.#only) return this.#only;
    this.#closeBlock();
    const chunks = this.#chunks ?? [];
    return chunks.length === 1 ? (chunks[0] as Uint8Array) : concatBytes(chunks, this.size);
  }

  #append(chunk: Uint8Array): void {
    if (chunk.length >= SMALL_CHUNK_BYTES) {
      this.#closeBlock();
      this.#keep(chunk);
      return;
    }
    if (this.#block && this.#blockSize + chunk.length > this.#block.length) this.#closeBlock();
    if (!this.#block) {
      this.#block = new Uint8Array(Math.max(this.#nextBlockBytes, chunk.length));
      this.#nextBlockBytes = Math.min(this.#nextBlockBytes * 2, MAX_BLOCK_BYTES);
    }
    this.#block.set(chunk, this.#blockSize);
    this.#blockSize += chunk.length;
  }

  #closeBlock(): void {
    if (this.#block && this.#blockSize > 0) this.#keep(this.#block.subarray(0, this.#blockSize));
    this.#block = undefined;
    this.#blockSize = 0;
  }

  #keep(chunk: Uint8Array): void {
    this.#chunks ??= [];
    this.#chunks.push(chunk);
  }
}
