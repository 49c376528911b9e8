// #region bot
import { createReceiver, createUrlSigner, VZapsClient, vzapsWebhook } from '@vzaps/express';
import express from 'express';

const { env } = process;
const vzaps = new VZapsClient({
  clientToken: env.VZAPS_CLIENT_TOKEN ?? '',
  clientSecret: env.VZAPS_CLIENT_SECRET ?? '',
  baseUrl: env.VZAPS_BASE_URL, // Only set for the fake VZaps.
});
const signer = createUrlSigner({ secret: env.WEBHOOK_SECRET ?? '' });
const receiver = createReceiver({ verify: signer.verify, client: vzaps }).on('Message', async (event, ctx) => {
  if (!event.fromMe && event.text === 'ping') await ctx.reply('pong');
});

const app = express();
app.post('/webhooks/vzaps', vzapsWebhook(receiver));
const server = app.listen(env.PORT ?? 3000);
// #endregion

// #region register
const instanceId = env.VZAPS_INSTANCE_ID ?? '';
const webhookURL = signer.sign(`${env.PUBLIC_URL}/webhooks/vzaps`, { instanceId });
await vzaps.webhooks.set({ instanceId, webhookURL, events: ['Message', 'ReadReceipt'] });
// #region send
await vzaps.messages.sendText({ instanceId, phone: '5511999999999', message: 'Hello' }); // Outside a handler.
// #endregion
// #endregion

// #region probe
app.get('/readyz', (_request, response) => {
  const health = receiver.health();
  response.status(health.status === 'closing' ? 503 : 200).json(health);
});
// #endregion

// #region sigterm
process.once('SIGTERM', async () => {
  server.close(); // Accepts no new connections.
  await receiver.close(); // Waits for running handlers. New deliveries get 503 and `connection: close`.
  server.closeIdleConnections();
});
// #endregion
