import type { Receiver } from '@vzaps/core/webhooks';
import type { Env, Handler } from 'hono';
import { toDelivery } from './delivery.ts';
import { type ReceiverSource, resolveReceiver, type UntypedEnv } from './receiver-source.ts';
import { sendOutcome } from './send-outcome.ts';

/**
 * Receives the deliveries of VZaps and responds to them. It also works behind validators and other middleware that read
 * the body through `c.req`.
 *
 * An error that a handler throws leads to the response 500. It does not reach `app.onError()`. Only an error of the
 * setup, such as `RAW_BODY_MISSING`, and an error of the function that creates the receiver reach it.
 *
 * @param receiver A receiver; or a function that creates it from `c.env`, called at the first request.
 * @throws VZapsError `INVALID_OPTION` if the argument is neither.
 *
 * @example
 * import { createReceiver, createUrlSigner, vzapsWebhook } from '@vzaps/hono';
 * import { Hono } from 'hono';
 *
 * const signer = createUrlSigner({ secret: 'at least 32 bytes of a random secret' });
 * const receiver = createReceiver({ verify: signer.verify }).on('Message', (event) => {
 *   console.log(event.text);
 * });
 * const app = new Hono();
 * app.post('/webhooks/vzaps', vzapsWebhook(receiver));
 */
export function vzapsWebhook<E extends Env = UntypedEnv>(
  receiver: ReceiverSource<Pick<Receiver, 'receive'>, E>,
): Handler {
  const receiverFor = resolveReceiver('vzapsWebhook', receiver);
  return async (c) => sendOutcome(c, await receiverFor(c).receive(await toDelivery(c)));
}
