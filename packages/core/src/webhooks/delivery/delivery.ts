/** The headers of a request: `Headers`, Node's `req.headers` or a plain object. */
export type HeadersLike =
  | {
      /** Returns the value of a header, in upper or lower case. `null` if it is absent. */
      get(name: string): string | null;
    }
  | { readonly [name: string]: string | number | readonly string[] | undefined };

/** The bytes of a body, as a whole or as a stream. `null`: no body. */
export type BodySource = Uint8Array | string | AsyncIterable<Uint8Array> | null;

/**
 * One HTTP request in a neutral form. Adapters pass it to `receiver.receive()`.
 *
 * The receiver reads `body` only after it has accepted the URL.
 */
export interface Delivery {
  /** The HTTP method in upper case, such as `POST`. */
  readonly method: string;
  /** The request target as in the request line: `/path?query`, or an absolute URL. Never normalised. */
  readonly target: string;
  /** The headers of the request. The names may be in upper or lower case. */
  readonly headers: HeadersLike;
  /** The bytes. A function is called only after the URL was verified. */
  readonly body?: BodySource | (() => BodySource | Promise<BodySource>);
  /** The value that a body parser made of the bytes. Used only without `body`. */
  readonly parsed?: unknown;
  /** If something has read the bytes before the adapter: how to keep them in this framework. Part of the error message. */
  readonly rawBodyHint?: string;
}

/**
 * Returns the value of a header. Several headers of the same name are joined by a comma, as in HTTP. Upper and lower case
 * are the same.
 *
 * @example
 * import { headerOf } from '@vzaps/core/webhooks';
 *
 * headerOf({ 'X-Signature': 'abc' }, 'x-signature'); // 'abc'
 */
export function headerOf(headers: HeadersLike, name: string): string | undefined {
  if (typeof headers.get === 'function') return headers.get(name) ?? undefined;
  const record = headers as Readonly<Record<string, string | number | readonly string[] | undefined>>;
  const lowerName = name.toLowerCase();
  const value = record[lowerName] ?? record[findName(record, lowerName) ?? name];
  if (typeof value === 'string') return value;
  // Lambda adapters write numbers, such as the content-length, and `null` for an absent header.
  if (value === undefined || value === null) return undefined;
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** The length is compared first: most headers that the receiver looks for are absent. */
function findName(record: object, lowerName: string): string | undefined {
  for (const key in record) {
    if (key.length === lowerName.length && key.toLowerCase() === lowerName) return key;
  }
  return undefined;
}
