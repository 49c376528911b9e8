import type { Envelope, Page } from '../response/envelope.ts';
import { type FetchPage, iterateEntries } from './iterate-entries.ts';

type EntryOf<P> = P extends Page<infer T> ? T : never;

/**
 * A list whose request is not sent yet. `await` it for one page, or iterate it with `for await` for every entry of this
 * page and all further pages. A page is requested when the loop reaches it. No page is requested after the loop ends.
 *
 * @example
 * const { data } = await client.instances.list({ size: 50 });
 * for await (const instance of client.instances.list()) process.stdout.write(`${data.total} ${instance.id}\n`);
 */
export class Paged<P extends Page<unknown>> implements Promise<Envelope<P>>, AsyncIterable<EntryOf<P>> {
  readonly #fetch: FetchPage<P>;
  readonly #from: number;
  #first: Promise<Envelope<P>> | undefined;

  constructor(fetch: FetchPage<P>, from: number) {
    this.#fetch = fetch;
    this.#from = from;
  }

  // biome-ignore lint/suspicious/noThenProperty: a Paged is made to be awaited.
  then<A = Envelope<P>, B = never>(
    onFulfilled?: ((page: Envelope<P>) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#first ??= this.#fetch();
    return this.#first.then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<Envelope<P> | B> {
    return this.then(null, onRejected);
  }

  finally(onSettled?: (() => void) | null): Promise<Envelope<P>> {
    return this.then().finally(onSettled);
  }

  /**
   * Iterates over every entry of this page and of all further pages. Each page is requested when the loop reaches it.
   */
  [Symbol.asyncIterator](): AsyncGenerator<EntryOf<P>, void, undefined> {
    return iterateEntries(this.#fetch, this.#from) as AsyncGenerator<EntryOf<P>, void, undefined>;
  }

  /** Always `Paged`. */
  get [Symbol.toStringTag](): string {
    return 'Paged';
  }
}
