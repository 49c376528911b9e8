import type { Envelope, Page } from '../response/envelope.ts';
import { everyEntry } from './iterate-entries.ts';

type EntryOf<P> = P extends Page<infer T> ? T : never;

/** Asks for a page; without a number, for the one that the caller named, or the first. */
export type FetchPage<P> = (page?: number) => Promise<Envelope<P>>;

/**
 * A list that has not been asked for yet. Await it for one page; iterate it (`for await`) for every entry of every page
 * from there on, asking for a page when it is reached, and for none after the loop was left.
 */
export class Paged<P extends Page<unknown>> implements Promise<Envelope<P>>, AsyncIterable<EntryOf<P>> {
  readonly #fetch: FetchPage<P>;
  readonly #from: number;
  #first: Promise<Envelope<P>> | undefined;

  constructor(fetch: FetchPage<P>, from: number) {
    this.#fetch = fetch;
    this.#from = from;
  }

  // biome-ignore lint/suspicious/noThenProperty: it is meant to be awaited.
  then<A = Envelope<P>, B = never>(
    done?: ((page: Envelope<P>) => A | PromiseLike<A>) | null,
    failed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#first ??= this.#fetch();
    return this.#first.then(done, failed);
  }

  catch<B = never>(failed?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<Envelope<P> | B> {
    return this.then(null, failed);
  }

  finally(done?: (() => void) | null): Promise<Envelope<P>> {
    return this.then().finally(done);
  }

  [Symbol.asyncIterator](): AsyncGenerator<EntryOf<P>, void, undefined> {
    return everyEntry(this.#fetch, this.#from) as AsyncGenerator<EntryOf<P>, void, undefined>;
  }

  get [Symbol.toStringTag](): string {
    return 'Paged';
  }
}
