import type { Context, Env } from 'hono';

/** What a request brings, where nothing more is known of it: `vzapsWebhook<{ Bindings: Bindings }>(…)` tells more. */
export interface UntypedEnv {
  Bindings: Record<string, unknown>;
}

/** A receiver, or a function that makes it from what a request brings, such as the secrets in `c.env`. */
export type ReceiverSource<R extends object, E extends Env> = R | ((c: Context<E>) => R);

/**
 * The one receiver of a mount. A function makes it at the first request, and again only after it threw: what was
 * handled is remembered in the receiver. It is synchronous, because on Workers a request that awaits what another
 * one began hangs.
 */
export function receiverFrom<R extends object, E extends Env>(source: ReceiverSource<R, E>): (c: Context) => R {
  if (typeof source !== 'function') return () => source;
  let made: R | undefined;
  return (c) => {
    made ??= source(c);
    return made;
  };
}
