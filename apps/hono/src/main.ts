/** A live event viewer: every delivery appears in the browser as it arrives, with what became of it. */
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { vzapsWebhook } from '@vzaps/hono';
import { createApp } from './app.ts';
import { createFeed } from './feed/feed.ts';
import { recover } from './recover.ts';
import { register } from './registration.ts';
import { instanceIds, port, publicUrl, signer, viewerToken, vzaps } from './settings.ts';
import { createWatcher } from './watcher.ts';

const feed = createFeed();
const receiver = createWatcher(signer.verify, feed);
const app = createApp({
  feed,
  webhook: vzapsWebhook(receiver),
  assets: serveStatic({ root: fileURLToPath(new URL('page', import.meta.url)) }),
  token: () => viewerToken,
});

const stopping = new AbortController();
// Without a token the page is for this machine alone.
const hostname = viewerToken ? {} : { hostname: '127.0.0.1' };
const server = serve({ fetch: app.fetch, port, ...hostname }, async (address) => {
  const url = publicUrl ?? `http://127.0.0.1:${address.port}`;
  await register(url);
  console.log(`Listening on port ${address.port}; VZaps delivers to ${url}/webhooks/vzaps`);
  console.log(`Open ${url}/${viewerToken ? '?token=… with your VIEWER_TOKEN' : ''}`);
  for (const instanceId of instanceIds) recover(vzaps, instanceId, stopping.signal);
});

/** Lets running handlers finish; Ctrl-C once more ends at once. */
async function stop(): Promise<void> {
  stopping.abort();
  feed.close();
  server.close();
  await receiver.close();
}
process.once('SIGTERM', stop).once('SIGINT', stop);
