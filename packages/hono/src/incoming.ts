import type { Delivery } from '@vzaps/core/webhooks';
import type { Context } from 'hono';

/** The part of Node's request that the adapter uses. `@hono/node-server` passes the request in `c.env.incoming`. */
export interface Incoming extends AsyncIterable<Uint8Array> {
  readonly method: string;
  readonly url: string;
  readonly headers: Exclude<Delivery['headers'], { get(name: string): unknown }>;
  /** `null` until something reads, pauses or resumes the request. */
  readonly readableFlowing: boolean | null;
  on(event: 'data', listener: (chunk: Uint8Array) => void): this;
}

/**
 * Returns Node's request if `c.req.raw` would read its body from there, and nothing has touched the body yet.
 *
 * A middleware may have replaced `c.req.raw` by a request with another URL or body. The requests of
 * `@hono/node-server` hold Node's request in a property whose symbol is private.
 */
export function findUnreadIncoming({ env, req }: Context): Incoming | undefined {
  const { incoming } = (env ?? {}) as { incoming?: Partial<Incoming> };
  if (incoming?.readableFlowing !== null || typeof incoming.on !== 'function') return undefined;
  const { raw } = req;
  const holdsIncoming = Object.getOwnPropertySymbols(raw).some((key) => Reflect.get(raw, key) === incoming);
  return holdsIncoming ? (incoming as Incoming) : undefined;
}
