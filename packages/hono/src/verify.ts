import type { Opened, Receiver } from '@vzaps/core/webhooks';
import type { Env, MiddlewareHandler } from 'hono';
import { answer } from './answer.ts';
import { deliveryOf } from './delivery.ts';
import { type ReceiverSource, receiverFrom, type UntypedEnv } from './receiver-source.ts';
import { unreadAgain } from './unread-again.ts';

/** What `vzapsVerify` leaves in `c.var.vzaps`. */
export type VZapsVariable = Pick<Opened, 'event' | 'instanceId' | 'retired'>;

declare module 'hono' {
  interface ContextVariableMap {
    /** Set by `vzapsVerify(receiver)`: the verified, typed event. Always there for the handlers after it. */
    vzaps?: VZapsVariable;
  }
}

/**
 * Verifies and types a delivery, then hands it over in `c.var.vzaps`: the answer, and that nothing is handled twice,
 * are the next handler's work. What does not verify is answered here and goes no further. To the next handler the
 * body is unread: `c.req.json()`, a validator and `vzapsWebhook` find it whole.
 */
export function vzapsVerify<E extends Env = UntypedEnv>(
  receiver: ReceiverSource<Pick<Receiver, 'open'>, E>,
): MiddlewareHandler<{ Variables: { vzaps: VZapsVariable } }> {
  const receiverOf = receiverFrom(receiver);
  return async (c, next) => {
    const read: Uint8Array[] = [];
    const opened = await receiverOf(c).open(await deliveryOf(c.req, read));
    if (opened.kind !== 'opened') return answer(c, opened);
    if (read.length > 0) c.req.raw = unreadAgain(c.req.raw, read);
    const { kind: _, ...vzaps } = opened;
    c.set('vzaps', vzaps);
    await next();
  };
}
