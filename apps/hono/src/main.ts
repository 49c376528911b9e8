/** A live event viewer. Each delivery appears in the browser as it arrives, with its outcome. */
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { createUrlSigner, VZapsClient, vzapsWebhook } from '@vzaps/hono';
import { createApp } from './app.ts';
import { createFeed } from './feed/feed.ts';
import { createViewerReceiver } from './receiver.ts';
import { type Restore, registerWebhook } from './registration.ts';
import { settings } from './settings.ts';

const { viewerToken, isTokenGenerated, publicUrl } = settings;
const vzaps = new VZapsClient(settings.client);
const signer = createUrlSigner({ secret: settings.webhookSecret });
const feed = createFeed();
const receiver = createViewerReceiver(signer.verify, feed);
const app = createApp({
  feed,
  webhook: vzapsWebhook(receiver),
  assets: serveStatic({ root: fileURLToPath(new URL('page', import.meta.url)) }),
  token: () => viewerToken,
});

const stopping = new AbortController();
const registrations: Promise<Restore>[] = [];

// Without any setting for access from outside, only this machine can connect.
const hostname = isTokenGenerated && !publicUrl ? { hostname: '127.0.0.1' } : {};
const server = serve({ fetch: app.fetch, port: settings.port, ...hostname }, async ({ port }) => {
  const origin = publicUrl || `http://127.0.0.1:${port}`;
  console.log(`Listening on port ${port}.`);
  console.log(`Open ${origin}/?token=${isTokenGenerated ? viewerToken : '… with your VIEWER_TOKEN'}`);
  await Promise.all(settings.instanceIds.map((instanceId) => register(origin, instanceId)));
});
server.on('error', fail);

async function register(origin: string, instanceId: string): Promise<void> {
  const url = `${origin}/webhooks/vzaps`;
  try {
    const registration = registerWebhook({
      client: vzaps,
      webhook: { instanceId, webhookURL: signer.sign(url, { instanceId }), events: ['All'] },
      replace: settings.replaceWebhook,
      signal: stopping.signal,
    });
    registrations.push(registration);
    await registration;
    if (stopping.signal.aborted) return;
    console.log(`VZaps delivers the events of ${instanceId} to ${url}`);
  } catch (error) {
    fail(error);
  }
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
  stop();
}

/** Lets running handlers finish. A second Ctrl-C ends the process at once. */
async function stop(): Promise<void> {
  stopping.abort();
  feed.close();
  server.close();
  await Promise.allSettled([receiver.close(), ...registrations.map(async (registration) => (await registration)())]);
  if ('closeIdleConnections' in server) server.closeIdleConnections();
}
process.once('SIGTERM', stop).once('SIGINT', stop);
