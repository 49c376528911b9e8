/** The smallest bot. It answers "ping" with "pong". `.env.example` explains the settings. */
import { serve } from '@hono/node-server';
import { createReceiver, createUrlSigner, VZapsClient, vzapsWebhook } from '@vzaps/hono';
import { Hono } from 'hono';

const { env } = process;
const instanceId = env.VZAPS_INSTANCE_ID ?? '';
const vzaps = new VZapsClient({
  clientToken: env.VZAPS_CLIENT_TOKEN ?? '',
  clientSecret: env.VZAPS_CLIENT_SECRET,
  baseUrl: env.VZAPS_BASE_URL,
});
const signer = createUrlSigner({ secret: env.WEBHOOK_SECRET ?? '' });
const webhookURL = signer.sign(`${env.PUBLIC_URL}/webhooks/vzaps`, { instanceId });

const receiver = createReceiver({ verify: signer.verify, client: vzaps }).on('Message', async (event, ctx) => {
  if (!event.fromMe && event.text === 'ping') await ctx.reply('pong');
});

const app = new Hono();
app.post('/webhooks/vzaps', vzapsWebhook(receiver));
const server = serve({ fetch: app.fetch, port: Number(env.PORT ?? 3000) });

async function register(): Promise<void> {
  try {
    const { data } = await vzaps.webhooks.get(instanceId);
    if (data.webhook === '') await vzaps.webhooks.set({ instanceId, webhookURL, events: ['Message'] });
    else if (data.webhook !== webhookURL) console.error('VZaps delivers to another URL. Remove it in the VZaps app.');
  } catch (error) {
    console.error(`Could not register the webhook. Next attempt in 5 s. ${(error as Error).message}`);
    setTimeout(register, 5_000).unref();
  }
}
await register();

process.once('SIGTERM', async () => {
  server.close();
  await receiver.close();
  if ('closeIdleConnections' in server) server.closeIdleConnections();
});
