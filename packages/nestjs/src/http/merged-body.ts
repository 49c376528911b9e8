import { Readable } from 'node:stream';
import { ChunkCollector, type UnverifiedBody } from '@vzaps/core/webhooks';

// Bytes. A chunk of this size costs its own bytes and little more.
const CHUNK_BYTES = 64 * 1024;

/**
 * The body of a request, in chunks of at least 64 KiB. A parser keeps each chunk as a Buffer of its own, which costs more than
 * a hundred bytes even for one byte. The request is read only if this stream is read.
 */
export class MergedBody extends Readable {
  readonly #source: Readable;
  readonly #budget: UnverifiedBody;
  #collector = new ChunkCollector();
  #isReading = false;

  constructor(source: Readable, budget: UnverifiedBody) {
    super();
    this.#source = source;
    this.#budget = budget;
  }

  /** Fastify compares it with the content-length if a hook of the application has decompressed the body. */
  get receivedEncodedLength(): number | undefined {
    return Reflect.get(this.#source, 'receivedEncodedLength');
  }

  override _read(): void {
    if (this.#isReading) this.#source.resume();
    else this.#start();
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#budget.release();
    callback(error);
  }

  /** Forgets the body. The parser of this stream gets no event, and the rest of the request is dropped. */
  discard(): void {
    this.removeAllListeners();
    this.destroy();
    this.#collector = new ChunkCollector();
    this.#source.resume();
  }

  #start(): void {
    this.#isReading = true;
    const source = this.#source;
    // The listeners stay, so that an error after the end does not end the process.
    source.on('data', (chunk: Uint8Array | string) =>
      this.#add(typeof chunk === 'string' ? Buffer.from(chunk) : chunk),
    );
    source.on('end', () => this.#end());
    source.on('error', (error) => this.destroy(error));
    source.on('close', () => {
      if (!source.readableEnded) this.destroy(new Error('The sender closed the connection.'));
    });
  }

  #add(chunk: Uint8Array): void {
    if (this.destroyed) return;
    this.#collector.add(chunk);
    this.#budget.add(chunk.length);
    if (this.#collector.size >= CHUNK_BYTES && !this.#flush()) this.#source.pause();
  }

  #end(): void {
    if (this.destroyed) return;
    if (this.#collector.size > 0) this.#flush();
    this.#budget.release();
    this.push(null);
  }

  /** Whether the parser takes more. */
  #flush(): boolean {
    const bytes = this.#collector.join();
    this.#collector = new ChunkCollector();
    return this.push(bytes);
  }
}
