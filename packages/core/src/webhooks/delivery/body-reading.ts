import { ChunkCollector } from './chunk-collector.ts';
import type { UnverifiedBody } from './unverified-bodies.ts';

/**
 * `too_large`: longer than the limit. `broken`: the stream failed. `late`: the body did not arrive in time. `ended`: other
 * unverified bodies took the memory.
 */
export type BodyFailure = 'too_large' | 'broken' | 'late' | 'ended';

export type ReadBody = { ok: true; bytes: Uint8Array } | { ok: false; failure: BodyFailure };

/**
 * The reading of one body. Only the first result is used. After that, the reading ignores every call and holds no
 * bytes.
 */
export class BodyReading {
  readonly result: Promise<ReadBody>;
  budget: UnverifiedBody | undefined;
  readonly #limit: number;
  #collector: ChunkCollector | undefined = new ChunkCollector();
  #resolve: (result: ReadBody) => void = () => {};

  /** @param limit In bytes. */
  constructor(limit: number) {
    this.#limit = limit;
    this.result = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** Whether there is a result. */
  get isOver(): boolean {
    return this.#collector === undefined;
  }

  add(chunk: Uint8Array): void {
    const collector = this.#collector;
    if (!collector) return;
    if (collector.size + chunk.length > this.#limit) {
      this.fail('too_large');
      return;
    }
    collector.add(chunk);
    this.budget?.add(chunk.length);
  }

  end(): void {
    if (this.#collector) this.#settle({ ok: true, bytes: this.#collector.join() });
  }

  fail(failure: BodyFailure): void {
    if (this.#collector) this.#settle({ ok: false, failure });
  }

  #settle(result: ReadBody): void {
    this.#collector = undefined;
    this.budget?.release();
    this.#resolve(result);
  }
}
