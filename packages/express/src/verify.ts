import type { Receiver, VerifiedEvent } from '@vzaps/core/webhooks';
import { checkReceiver } from './check-receiver.ts';
import { toDelivery } from './delivery.ts';
import { sendOutcome } from './send-outcome.ts';
import type { ExpressHandler } from './webhook.ts';

declare global {
  namespace Express {
    interface Request {
      /** The verified event. It is present only behind `vzapsVerify(receiver)`. */
      vzaps: VerifiedEvent;
    }
  }
}

/**
 * Verifies and parses a delivery, and passes the event to the next handler in `req.vzaps`.
 *
 * The next handler sends the response, and it must ignore duplicates itself. A delivery that fails verification or
 * cannot be parsed gets its response here and does not reach the next handler. If no parser ran before, the bytes are
 * left in `req.body`, as `express.raw()` does: later parsers skip the request, and `vzapsWebhook()` still works.
 *
 * @throws VZapsError `INVALID_OPTION` if the argument is not a receiver.
 *
 * @example
 * import { vzapsVerify } from '@vzaps/express';
 *
 * app.post('/webhooks/vzaps', vzapsVerify(receiver), (req, res) => {
 *   const { event, instanceId } = req.vzaps;
 *   console.log(instanceId, event.type);
 *   res.sendStatus(200);
 * });
 */
export function vzapsVerify(receiver: Pick<Receiver, 'receive' | 'verify'>): ExpressHandler {
  checkReceiver('vzapsVerify', receiver);
  return (req, res, next) => {
    const chunks: Uint8Array[] = [];
    const keep = (chunk: Uint8Array): void => {
      chunks.push(chunk);
    };
    receiver
      .verify(toDelivery(req, keep))
      .then((result) => {
        // The rest of a body over the limit is dropped.
        req.off('data', keep);
        if (result.kind !== 'verified') return sendOutcome(req, res, result);
        const { kind: _, ...vzaps } = result;
        // `_body` tells the parsers of Express 4 that the body was read.
        Object.assign(req, { vzaps }, chunks.length > 0 && { body: Buffer.concat(chunks), _body: true });
        next();
      })
      .catch(next);
  };
}
