import type { Receiver, VerifiedEvent } from '@vzaps/core/webhooks';
import { deliveryOf } from './delivery.ts';
import { send } from './send.ts';
import type { ExpressHandler } from './webhook.ts';

declare global {
  namespace Express {
    interface Request {
      /** Set by `vzapsVerify(receiver)`: the verified, typed event. */
      vzaps?: VerifiedEvent;
    }
  }
}

/**
 * Verifies and types a delivery, then hands it over in `req.vzaps`: the answer, and that nothing is handled twice,
 * are the next handler's work. What does not verify is answered here and goes no further. Where no parser came before
 * it, it leaves the request as `express.raw()` does: the bytes in `req.body`, and nothing for a parser after it.
 */
export function vzapsVerify(receiver: Pick<Receiver, 'verify'>): ExpressHandler {
  return (req, res, next) => {
    const read: Uint8Array[] = [];
    receiver
      .verify(deliveryOf(req, read))
      .then((opened) => {
        if (opened.kind !== 'verified') return send(req, res, opened);
        const { kind: _, ...vzaps } = opened;
        // `_body` is how Express 4's parsers tell each other.
        Object.assign(req, { vzaps }, read.length > 0 && { body: Buffer.concat(read), _body: true });
        next();
      })
      .catch(next);
  };
}
