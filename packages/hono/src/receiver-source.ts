import { invalidOption } from '@vzaps/core/webhooks';
import type { Context, Env } from 'hono';

/** The environment of a request whose bindings are not typed. `vzapsWebhook<{ Bindings: Bindings }>(…)` types them. */
export interface UntypedEnv {
  /** The value of `c.env`. */
  Bindings: Record<string, unknown>;
}

/** A receiver, or a synchronous function that creates one from a request, such as from the secrets in `c.env`. */
export type ReceiverSource<R extends object, E extends Env> = R | ((c: Context<E>) => R);

/**
 * Returns the receiver of a mount. A function creates it at the first request, and is called again only if it threw:
 * the default memory of handled events lives in the receiver. The function is synchronous, because on Workers a request
 * must not wait for a promise of another request.
 *
 * @throws VZapsError `INVALID_OPTION` if there is no receiver: at once, or at the request for which a function returned
 * something else.
 */
export function resolveReceiver<R extends object, E extends Env>(
  owner: string,
  source: ReceiverSource<R, E>,
): (c: Context) => R {
  if (typeof source !== 'function') {
    checkReceiver(owner, source);
    return () => source;
  }
  let receiver: R | undefined;
  return (c) => {
    receiver ??= create(owner, source, c);
    return receiver;
  };
}

function create<R extends object>(owner: string, source: (c: Context) => R, c: Context): R {
  const created = source(c);
  if (typeof (created as { then?: unknown } | null | undefined)?.then === 'function') {
    // The promise is not used. If it rejects, the process must not end.
    Promise.resolve(created).catch(() => {});
    throw invalidOption(
      owner,
      'receiver',
      source,
      'a synchronous function',
      "Await the values for the receiver in an earlier middleware (c.set('secret', await …)), and read them in this function " +
        '(c.var.secret).',
    );
  }
  checkReceiver(owner, created);
  return created;
}

/** Tests for `receive`, because the options of a receiver have a function `verify`, too. */
function checkReceiver(owner: string, receiver: unknown): void {
  if (typeof (receiver as { receive?: unknown } | null | undefined)?.receive === 'function') return;
  throw invalidOption(
    owner,
    'receiver',
    receiver,
    'a receiver, or a function that returns one',
    `Write ${owner}(createReceiver({ verify })) or ${owner}((c) => createReceiver({ verify })).`,
  );
}
