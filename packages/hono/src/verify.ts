import type { Receiver, VerifiedEvent } from '@vzaps/core/webhooks';
import type { Env, MiddlewareHandler } from 'hono';
import { answer } from './answer.ts';
import { deliveryOf } from './delivery.ts';
import { type ReceiverSource, receiverFrom, type UntypedEnv } from './receiver-source.ts';
import { unreadAgain } from './unread-again.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** Set by `vzapsVerify(receiver)`: the verified, typed event. Always there for the handlers after it. */
    vzaps?: VerifiedEvent;
  }
}

/**
 * Verifies and types a delivery, then hands it over in `c.var.vzaps`: the answer, and that nothing is handled twice,
 * are the next handler's work. What does not verify is answered here and goes no further. To the next handler the
 * body is unread: `c.req.json()`, a validator and `vzapsWebhook` find it whole.
 */
export function vzapsVerify<E extends Env = UntypedEnv>(
  receiver: ReceiverSource<Pick<Receiver, 'verify'>, E>,
): MiddlewareHandler<{ Variables: { vzaps: VerifiedEvent } }> {
  const receiverOf = receiverFrom(receiver);
  return async (c, next) => {
    const read: Uint8Array[] = [];
    const opened = await receiverOf(c).verify(await deliveryOf(c.req, read));
    if (opened.kind !== 'verified') return answer(c, opened);
    if (read.length > 0) c.req.raw = unreadAgain(c.req.raw, read);
    const { kind: _, ...vzaps } = opened;
    c.set('vzaps', vzaps);
    await next();
  };
}
