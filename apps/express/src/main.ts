/** An auto-reply bot. It answers "ping" with "pong", saves media, and prints the receipts of its answers. */
import type { AddressInfo } from 'node:net';
import { createReceiver, createRecovery, createUrlSigner, VZapsClient, vzapsWebhook } from '@vzaps/express';
import { createRealtime, type RealtimeStatus } from '@vzaps/express/realtime';
import express from 'express';
import { createMediaFolder } from './media-folder.ts';
import { type Restore, registerWebhook } from './registration.ts';
import { settings } from './settings.ts';

const { instanceId } = settings;
const vzaps = new VZapsClient(settings.client);
const saveMedia = createMediaFolder(settings.mediaFolder);

const signer = createUrlSigner({ secret: settings.webhookSecret });
const receiver = createReceiver({ verify: signer.verify, client: vzaps, media: settings.media });
receiver.on('Message', async (event, ctx) => {
  if (event.fromMe) return; // VZaps also delivers what the bot sends. Without this line the bot answers itself.
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

// Asks VZaps to deliver again what failed, such as while this application was stopped.
const recovery = createRecovery({
  client: vzaps,
  instanceIds: [instanceId],
  graceMs: settings.recoveryGraceMs,
  onProgress: ({ logId, state, attempts }) => console.log(`Delivery ${logId} ${state} at attempt ${attempts}.`),
});

const stopping = new AbortController();
let registration: Promise<Restore> | undefined;

const server = settings.usesRealtime ? undefined : listenForWebhooks();
// The realtime source closes with the receiver.
if (settings.usesRealtime) {
  const onState = ({ state, reason = '' }: RealtimeStatus) => console.log(`Realtime is ${state}. ${reason}`);
  createRealtime({ client: vzaps, instanceId, receiver, url: settings.realtimeUrl, onState }).start();
}

function listenForWebhooks() {
  const listening = app.listen(settings.port, async (error?: Error) => {
    if (error) return fail(error);
    const { port } = listening.address() as AddressInfo;
    console.log(`Listening on port ${port}.`);
    const url = `${settings.publicUrl || `http://localhost:${port}`}/webhooks/vzaps`;
    try {
      registration = registerWebhook({
        client: vzaps,
        webhook: {
          instanceId,
          webhookURL: signer.sign(url, { instanceId }),
          events: ['Message', 'ReadReceipt', 'Connected', 'Disconnected'],
        },
        replace: settings.replaceWebhook,
        signal: stopping.signal,
      });
      await registration;
      if (stopping.signal.aborted) return;
      console.log(`VZaps delivers to ${url}`);
      recovery.start();
    } catch (error) {
      fail(error);
    }
  });
  return listening;
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
  stop();
}

/** Lets running handlers finish. A second Ctrl-C ends the process at once. */
async function stop(): Promise<void> {
  stopping.abort();
  server?.close();
  const restored = registration?.then((restore) => restore());
  await Promise.allSettled([receiver.close(), recovery.stop(), restored]);
  server?.closeIdleConnections();
}
process.once('SIGTERM', stop).once('SIGINT', stop);
