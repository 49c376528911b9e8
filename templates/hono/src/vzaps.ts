import { createReceiver, createUrlSigner, VZapsClient } from '@vzaps/hono';
import { settings } from './settings.js';

const { clientToken, clientSecret, baseUrl } = settings;
export const vzaps = new VZapsClient({ clientToken, clientSecret, baseUrl });
export const signer = createUrlSigner({ secret: settings.webhookSecret });

/** With two processes or more, add `idempotency: redisStore(redis)` of @vzaps/redis. */
export const receiver = createReceiver({ verify: signer.verify, client: vzaps }).on('Message', async (event, ctx) => {
  if (!event.fromMe && event.text === 'ping') await ctx.reply('pong');
});
