// #region bot
import { createServer } from 'node:http';
import { createReceiver, createUrlSigner, responseOf, VZapsClient } from '@vzaps/core';

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

const server = createServer(async (request, response) => {
  const { method = '', url = '', headers } = request;
  const answer = responseOf(await receiver.receive({ method, target: url, headers, body: request }));
  response.writeHead(answer.status, answer.headers).end(answer.body);
}).listen(env.PORT ?? 3000);
// #endregion

// #region register
const instanceId = env.VZAPS_INSTANCE_ID ?? '';
const webhookURL = signer.sign(`${env.PUBLIC_URL}/webhooks/vzaps`, { instanceId });
await vzaps.webhooks.set({ instanceId, webhookURL, events: ['Message', 'ReadReceipt'] });
await vzaps.messages.sendText({ instanceId, phone: '5511999999999', message: 'Hello' }); // Outside a handler.
// #endregion

process.once('SIGTERM', async () => {
  server.close();
  await receiver.close();
  server.closeIdleConnections();
});
