import type { Opened, Receiver } from '@vzaps/core/webhooks';
import { deliveryOf } from './delivery.ts';
import { send } from './send.ts';
import type { ExpressHandler } from './webhook.ts';

/** What `vzapsVerify` leaves on the request, as `req.vzaps`. */
export type VZapsRequest = Pick<Opened, 'event' | 'instanceId' | 'retired'>;

declare global {
  namespace Express {
    interface Request {
      /** Set by `vzapsVerify(receiver)`: the verified, typed event. */
      vzaps?: VZapsRequest;
    }
  }
}

/**
 * Verifies and types a delivery, then hands it over in `req.vzaps`: the answer, and that nothing is handled twice,
 * are the next handler's work. What does not verify is answered here and goes no further.
 */
export function vzapsVerify(receiver: Pick<Receiver, 'open'>): ExpressHandler {
  return (req, res, next) => {
    receiver
      .open(deliveryOf(req))
      .then((opened) => {
        if (opened.kind !== 'opened') return send(req, res, opened);
        const { kind: _, ...vzaps } = opened;
        Object.assign(req, { vzaps });
        next();
      })
      .catch(next);
  };
}
