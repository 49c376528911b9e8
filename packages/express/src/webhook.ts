import type { ServerResponse } from 'node:http';
import type { Receiver } from '@vzaps/core/webhooks';
import { checkReceiver } from './check-receiver.ts';
import { type ExpressRequest, toDelivery } from './delivery.ts';
import { sendOutcome } from './send-outcome.ts';

/** A middleware or route handler for Express 4.18+ and 5. */
export type ExpressHandler = (req: ExpressRequest, res: ServerResponse, next: (error?: unknown) => void) => void;

/**
 * Receives the deliveries of VZaps and responds to them. It works before and after body parsers.
 *
 * An error that a handler throws leads to the response 500. It does not reach the error handlers of Express. `next` is
 * called only with an error of the setup, such as `RAW_BODY_MISSING`.
 *
 * @throws VZapsError `INVALID_OPTION` if the argument is not a receiver.
 *
 * @example
 * import { createReceiver, createUrlSigner, vzapsWebhook } from '@vzaps/express';
 * import express from 'express';
 *
 * const signer = createUrlSigner({ secret: 'at least 32 bytes of a random secret' });
 * const receiver = createReceiver({ verify: signer.verify }).on('Message', (event) => {
 *   console.log(event.text);
 * });
 * const app = express();
 * app.post('/webhooks/vzaps', vzapsWebhook(receiver));
 */
export function vzapsWebhook(receiver: Pick<Receiver, 'receive'>): ExpressHandler {
  checkReceiver('vzapsWebhook', receiver);
  return (req, res, next) => {
    receiver
      .receive(toDelivery(req))
      .then((outcome) => sendOutcome(req, res, outcome))
      .catch(next);
  };
}
