/** An Express server that measures itself while it is flooded. */
import type { AddressInfo } from 'node:net';
import { createReceiver, createUrlSigner } from '@vzaps/core/webhooks';
import { vzapsWebhook } from '@vzaps/express';
import express from 'express';
import { answerQuestions } from '../site/answer-questions.ts';
import { SECRET } from '../site/site-config.ts';
import { gatherTrouble } from '../site/trouble.ts';
import { measure } from '../soak/measure.ts';

const trouble = gatherTrouble();
let handled = 0;
const receiver = createReceiver({ verify: createUrlSigner({ secret: SECRET }).verify }).on('Message', async () => {
  handled += 1;
});
const app = express();
app.post('/webhooks/vzaps', vzapsWebhook(receiver));
const server = app.listen(0, '127.0.0.1', () => {
  answerQuestions((server.address() as AddressInfo).port, async () => ({ ...(await measure()), handled, trouble }));
});
