import { VZapsError } from '@vzaps/core/webhooks';
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
 *
 * @throws VZapsError `INVALID_OPTION`, here or at the first request, if JavaScript gave something else.
 */
export function receiverFrom<R extends object, E extends Env>(source: ReceiverSource<R, E>): (c: Context) => R {
  if (typeof source !== 'function') {
    checked(source);
    return () => source;
  }
  let made: R | undefined;
  return (c) => {
    made ??= checked(source(c));
    return made;
  };
}

/** What there is to mount, in JavaScript as well: TypeScript lets nothing else through. */
function checked<R extends object>(made: R | undefined): R {
  if (typeof made !== 'object' || made === null) {
    throw new VZapsError(
      'INVALID_OPTION',
      'vzapsWebhook() and vzapsVerify() take a receiver, as createReceiver() makes it, or a function that returns ' +
        'one: (c) => createReceiver(…).',
    );
  }
  if (!('then' in made)) return made;
  // Nobody will wait for it, and what it rejects with must not end the process.
  Promise.resolve(made).catch(() => {});
  throw new VZapsError(
    'INVALID_OPTION',
    'The function given to vzapsWebhook() or vzapsVerify() is asynchronous: await what it needs in a middleware ' +
      "before it (c.set('secret', await …)), and make the receiver of that (c.var.secret).",
  );
}
