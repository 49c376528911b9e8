/** What `Headers`, Node's `req.headers` and a plain object have in common. */
export type HeadersLike =
  | { get(name: string): string | null }
  | { readonly [name: string]: string | readonly string[] | undefined };

/** The bytes of a body: whole, or as they come. */
export type BodySource = Uint8Array | string | AsyncIterable<Uint8Array> | null;

/**
 * One HTTP request in neutral form: what an adapter hands to the receiver.
 *
 * The bytes are offered, not read: a delivery whose URL is forged is refused before anybody touches `body`.
 */
export interface Delivery {
  readonly method: string;
  /** The request target as it stood on the request line: `/path?query`, or an absolute URL. Never normalised. */
  readonly target: string;
  readonly headers: HeadersLike;
  /** The bytes; as a function they are asked for only after the URL was verified. */
  readonly body?: BodySource | (() => BodySource | Promise<BodySource>);
  /** What a body parser made of the bytes, where it consumed them. Used only without `body`. */
  readonly parsed?: unknown;
  /** Set by an adapter when something consumed the bytes before it: how to keep them, in that framework's words. */
  readonly rawBodyHint?: string;
}

/** A header's value; several of one name joined by a comma, as HTTP joins them. Names are not case-sensitive. */
export function headerOf(headers: HeadersLike, name: string): string | undefined {
  if (typeof headers.get === 'function') return headers.get(name) ?? undefined;
  const bag = headers as Readonly<Record<string, string | readonly string[] | undefined>>;
  const lower = name.toLowerCase();
  const value = bag[lower] ?? bag[Object.keys(bag).find((key) => key.toLowerCase() === lower) ?? lower];
  return typeof value === 'string' ? value : value?.join(', ');
}
