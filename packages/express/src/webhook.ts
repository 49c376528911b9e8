import type { ServerResponse } from 'node:http';
import type { Receiver } from '@vzaps/core/webhooks';
import { deliveryOf, type ExpressRequest } from './delivery.ts';
import { send } from './send.ts';

export type ExpressHandler = (req: ExpressRequest, res: ServerResponse, next: (error?: unknown) => void) => void;

/**
 * Receives VZaps' deliveries and answers them: `app.post('/webhooks/vzaps', vzapsWebhook(receiver))`. Express 4.18+
 * and 5, before or after body parsers. `next` is called only with a mistake in how it is mounted
 * (`RAW_BODY_MISSING`); what handlers throw is an outcome.
 */
export function vzapsWebhook(receiver: Pick<Receiver, 'receive'>): ExpressHandler {
  return (req, res, next) => {
    receiver
      .receive(deliveryOf(req))
      .then((outcome) => send(req, res, outcome))
      .catch(next);
  };
}
