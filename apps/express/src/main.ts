/** An auto-reply bot: answers `ping` with `pong`, saves files, and tells what became of its answers. */
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createReceiver, createUrlSigner, VZapsClient, vzapsWebhook } from '@vzaps/express';
import express from 'express';
import { mediaFolder } from './media-folder.ts';
import { recover } from './recover.ts';

if (existsSync('.env')) process.loadEnvFile();
const setting = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`Set ${name}: .env.example says what it is.`);
  return value;
};

const publicUrl = process.env.PUBLIC_URL?.replace(/\/+$/, '');
if (publicUrl && !/^https?:\/\//.test(publicUrl)) throw new Error('PUBLIC_URL begins with https://, or is empty.');

const instanceId = setting('VZAPS_INSTANCE_ID');
const vzaps = new VZapsClient({
  clientToken: setting('VZAPS_CLIENT_TOKEN'),
  clientSecret: setting('VZAPS_CLIENT_SECRET'),
  ...(process.env.VZAPS_BASE_URL && { baseUrl: process.env.VZAPS_BASE_URL }),
});

const saveMedia = mediaFolder(process.env.MEDIA_FOLDER || 'media');

const signer = createUrlSigner({ secret: setting('WEBHOOK_SECRET') });
const receiver = createReceiver({ verify: signer.verify, client: vzaps }).on('Message', async (event, ctx) => {
  if (event.fromMe) return; // Our own messages come too: a bot that answers them talks to itself.
  if (event.text === 'ping') await ctx.reply('pong');
  if (event.media) {
    await saveMedia(event, await ctx.download());
    await ctx.reply(`Thank you for the ${event.media.kind}!`, { quote: true });
  }
});

const app = express();
app.post('/webhooks/vzaps', vzapsWebhook(receiver));

receiver
  .on('ReadReceipt', ({ state, messageIds }) => console.log(`${state}: ${messageIds.join(', ')}`))
  .on(['Connected', 'Disconnected'], ({ type }) => console.log(`The number is ${type.toLowerCase()}.`));

const stopping = new AbortController();
const server = app.listen(Number(process.env.PORT || 3000), async (error?: Error) => {
  if (error) throw error;
  const { port } = server.address() as AddressInfo;
  const url = `${publicUrl || `http://localhost:${port}`}/webhooks/vzaps`;
  const webhookURL = signer.sign(url, { instanceId });
  const { data } = await vzaps.webhooks.get(instanceId);
  if (data.webhook !== webhookURL) {
    await vzaps.webhooks.set({
      instanceId,
      webhookURL,
      events: ['Message', 'ReadReceipt', 'Connected', 'Disconnected'],
    });
  }
  recover(vzaps, instanceId, stopping.signal);
  console.log(`Listening on port ${port}; VZaps delivers to ${url}`);
});

/** Lets running handlers finish; Ctrl-C once more ends at once. */
async function stop(): Promise<void> {
  stopping.abort();
  server.close();
  await receiver.close();
}
process.once('SIGTERM', stop).once('SIGINT', stop);
