// #region bot
import { createReceiver, createUrlSigner, VZapsClient, vzapsWebhook } from '@vzaps/express';
import { redisInbox, redisStore } from '@vzaps/redis';
import express from 'express';
import { Redis } from 'ioredis';

const { env } = process;
const vzaps = new VZapsClient({
  clientToken: env.VZAPS_CLIENT_TOKEN ?? '',
  clientSecret: env.VZAPS_CLIENT_SECRET ?? '',
  baseUrl: env.VZAPS_BASE_URL, // Only set for the fake VZaps.
});
const signer = createUrlSigner({ secret: env.WEBHOOK_SECRET ?? '' });

const redis = new Redis(env.REDIS_URL ?? 'redis://127.0.0.1:6379');
const inbox = redisInbox({ connection: redis });
const receiver = createReceiver({
  verify: signer.verify,
  client: vzaps,
  idempotency: redisStore(redis), // Instead of the memory of this process.
  inbox, // The answer is 200 `queued` once Redis has the event.
}).on('Message', async (event, ctx) => {
  if (!event.fromMe && event.text === 'ping') await ctx.reply('pong');
});
inbox.startWorker(receiver); // In this process, or in a process of its own.

const app = express();
app.post('/webhooks/vzaps', vzapsWebhook(receiver));
const server = app.listen(env.PORT ?? 3000);
// #endregion

// #region sigterm
process.once('SIGTERM', async () => {
  server.close();
  await inbox.close();
  await receiver.close();
  redis.disconnect();
  server.closeIdleConnections();
});
// #endregion

const instanceId = env.VZAPS_INSTANCE_ID ?? '';
const webhookURL = signer.sign(`${env.PUBLIC_URL}/webhooks/vzaps`, { instanceId });
await vzaps.webhooks.set({ instanceId, webhookURL, events: ['Message', 'ReadReceipt'] });
