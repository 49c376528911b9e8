import type { Receiver, VerifiedEvent } from '@vzaps/core/webhooks';
import type { Env, MiddlewareHandler } from 'hono';
import { toDelivery } from './delivery.ts';
import { type ReceiverSource, resolveReceiver, type UntypedEnv } from './receiver-source.ts';
import { replayBody } from './replay-body.ts';
import { sendOutcome } from './send-outcome.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** The verified event. It is present for the handlers behind `vzapsVerify(receiver)`. */
    vzaps?: VerifiedEvent;
  }
}

/**
 * Verifies and parses a delivery, and passes the event to the next handler in `c.var.vzaps`.
 *
 * The next handler returns the response, and it must ignore duplicates itself. A delivery that fails verification or
 * cannot be parsed gets its response here and does not reach the next handler. The next handler can read the body:
 * `c.req.json()`, a validator and `vzapsWebhook()` work behind this middleware.
 *
 * @param receiver A receiver; or a function that creates it from `c.env`, called at the first request.
 * @throws VZapsError `INVALID_OPTION` if the argument is neither.
 *
 * @example
 * import { createReceiver, createUrlSigner, vzapsVerify } from '@vzaps/hono';
 * import { Hono } from 'hono';
 *
 * const signer = createUrlSigner({ secret: 'at least 32 bytes of a random secret' });
 * const receiver = createReceiver({ verify: signer.verify });
 * new Hono().post('/webhooks/vzaps', vzapsVerify(receiver), (c) => {
 *   const { event, instanceId } = c.var.vzaps;
 *   return c.json({ instanceId, type: event.type });
 * });
 */
export function vzapsVerify<E extends Env = UntypedEnv>(
  receiver: ReceiverSource<Pick<Receiver, 'receive' | 'verify'>, E>,
): MiddlewareHandler<{ Variables: { vzaps: VerifiedEvent } }> {
  const receiverFor = resolveReceiver('vzapsVerify', receiver);
  return async (c, next) => {
    const chunks: Uint8Array[] = [];
    let isReading = true;
    const keep = (chunk: Uint8Array): void => {
      // The rest of a body over the limit is dropped.
      if (isReading) chunks.push(chunk);
    };
    const result = await receiverFor(c).verify(await toDelivery(c, keep));
    isReading = false;
    if (result.kind !== 'verified') return sendOutcome(c, result);
    if (chunks.length > 0) c.req.raw = replayBody(c.req.raw, chunks);
    const { kind: _, ...vzaps } = result;
    c.set('vzaps', vzaps);
    await next();
  };
}
