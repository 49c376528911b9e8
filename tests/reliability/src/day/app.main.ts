/** A web process of the day in production: an Express application, which a signal ends without losing anything. */
import { appendFileSync } from 'node:fs';
import { createReceiver, createUrlSigner } from '@vzaps/core/webhooks';
import { vzapsWebhook } from '@vzaps/express';
import { redisInbox, redisStore } from '@vzaps/redis';
import express from 'express';
import { Redis } from 'ioredis';
import type { DayConfig } from './day-config.ts';

const config: DayConfig = JSON.parse(process.argv[2] ?? '');
const redis = new Redis(config.redisPort, '127.0.0.1');
const inbox = config.inbox ? redisInbox({ connection: redis }) : undefined;
const receiver = createReceiver({
  verify: createUrlSigner({
    secret: config.secrets,
    accept: (_instanceId, generation) => generation >= config.generation,
  }).verify,
  idempotency: redisStore(redis),
  inbox,
  onOutcome: [],
}).on('Message', ({ chat, text }) => {
  if (config.bug === 'throws') throw new Error('A bug that throws.');
  // The bug 'ignores': the handler ends without an error and without an effect.
  if (config.bug !== 'ignores') appendFileSync(config.file, `${JSON.stringify([chat, text])}\n`);
});

const app = express();
app.post('/webhooks/vzaps', vzapsWebhook(receiver));
app.get('/readyz', (_request, response) => {
  const health = receiver.health();
  response.status(health.status === 'closing' ? 503 : 200).json(health);
});
inbox?.startWorker(receiver);
const server = app.listen(config.port, '127.0.0.1', () => process.send?.({ ready: config.port }));

process.once('SIGTERM', async () => {
  server.close();
  await inbox?.close();
  await receiver.close();
  server.closeIdleConnections();
  redis.disconnect();
  process.disconnect?.();
});
