/** An Express server that measures itself while it receives many forged requests. */
import type { AddressInfo } from 'node:net';
import { createReceiver, createUrlSigner } from '@vzaps/core/webhooks';
import { vzapsWebhook } from '@vzaps/express';
import express from 'express';
import { answerRequests } from '../deployment/answer-requests.ts';
import { SECRET } from '../deployment/deployment-config.ts';
import { collectProcessErrors } from '../deployment/process-errors.ts';
import { measure } from '../soak/measure.ts';

const errors = collectProcessErrors();
let handled = 0;
const { verify } = createUrlSigner({ secret: SECRET });
// Without an observer, the default reporter would print refused deliveries.
const receiver = createReceiver({ verify, onOutcome() {} }).on('Message', async () => {
  handled += 1;
});
const app = express();
app.post('/webhooks/vzaps', vzapsWebhook(receiver));
const server = app.listen(0, '127.0.0.1', () => {
  answerRequests((server.address() as AddressInfo).port, async () => ({ ...(await measure()), handled, errors }));
});
