// #region bot
const { createReceiver, createUrlSigner, VZapsClient, vzapsWebhook } = require('@vzaps/express');
const express = require('express');

const { env } = process;
const vzaps = new VZapsClient({
  clientToken: env.VZAPS_CLIENT_TOKEN,
  clientSecret: env.VZAPS_CLIENT_SECRET,
  baseUrl: env.VZAPS_BASE_URL, // Only set for the fake VZaps.
});
const signer = createUrlSigner({ secret: env.WEBHOOK_SECRET });
const receiver = createReceiver({ verify: signer.verify, client: vzaps }).on('Message', async (event, ctx) => {
  if (!event.fromMe && event.text === 'ping') await ctx.reply('pong');
});

const app = express();
app.post('/webhooks/vzaps', vzapsWebhook(receiver));
const server = app.listen(env.PORT ?? 3000, async () => {
  const instanceId = env.VZAPS_INSTANCE_ID;
  const webhookURL = signer.sign(`${env.PUBLIC_URL}/webhooks/vzaps`, { instanceId });
  await vzaps.webhooks.set({ instanceId, webhookURL, events: ['Message', 'ReadReceipt'] });
});
// #endregion

process.once('SIGTERM', async () => {
  server.close();
  await receiver.close();
  server.closeIdleConnections();
});
