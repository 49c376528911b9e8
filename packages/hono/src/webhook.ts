import type { Receiver } from '@vzaps/core/webhooks';
import type { Env, Handler } from 'hono';
import { answer } from './answer.ts';
import { deliveryOf } from './delivery.ts';
import { type ReceiverSource, receiverFrom, type UntypedEnv } from './receiver-source.ts';

/**
 * Receives VZaps' deliveries and answers them: `app.post('/webhooks/vzaps', vzapsWebhook(receiver))`. Behind
 * validators and middleware that read the body through `c.req`, too. For secrets that live in `c.env`:
 * `vzapsWebhook((c) => createReceiver(…))`, called at the first request alone.
 *
 * Rejects, to `app.onError`, only with a mistake in how it is mounted (`RAW_BODY_MISSING`) and with what that
 * function throws; what handlers throw is an outcome.
 */
export function vzapsWebhook<E extends Env = UntypedEnv>(
  receiver: ReceiverSource<Pick<Receiver, 'receive'>, E>,
): Handler {
  const receiverOf = receiverFrom(receiver);
  return async (c) => answer(c, await receiverOf(c).receive(await deliveryOf(c.req)));
}
