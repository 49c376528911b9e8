// #region worker
import { createReceiver, createUrlSigner, VZapsClient, vzapsWebhook } from '@vzaps/hono';
import { Hono } from 'hono';

interface Bindings {
  WEBHOOK_SECRET: string;
  VZAPS_CLIENT_TOKEN: string;
  VZAPS_CLIENT_SECRET: string;
  VZAPS_BASE_URL?: string; // Only set for the fake VZaps.
}

const app = new Hono<{ Bindings: Bindings }>();
const webhook = vzapsWebhook<{ Bindings: Bindings }>(({ env }) => {
  const { verify } = createUrlSigner({ secret: env.WEBHOOK_SECRET });
  const client = new VZapsClient({
    clientToken: env.VZAPS_CLIENT_TOKEN,
    clientSecret: env.VZAPS_CLIENT_SECRET,
    baseUrl: env.VZAPS_BASE_URL,
  });
  return createReceiver({ verify, client }).on('Message', async (event, ctx) => {
    if (!event.fromMe && event.text === 'ping') await ctx.reply('pong');
  });
});
app.post('/webhooks/vzaps', webhook);

export default app;
// #endregion
