/** Shows each delivery in the browser as it arrives, in the inspector, with its outcome. */
import { serve } from '@hono/node-server';
import { createUrlSigner, type Receiver, VZapsClient } from '@vzaps/hono';
import { createInspector } from '@vzaps/inspector';
import { createApp } from './app.ts';
import { createInspectedReceiver } from './receiver.ts';
import { type Restore, registerWebhook } from './registration.ts';
import { settings } from './settings.ts';

const { inspectorToken, isTokenGenerated, publicUrl } = settings;
const vzaps = new VZapsClient(settings.client);
const signer = createUrlSigner({ secret: settings.webhookSecret });
const inspector = createInspector({ token: inspectorToken, client: vzaps, receiver: () => receiver });
const receiver: Receiver = createInspectedReceiver(signer.verify, inspector);
const app = createApp(receiver, inspector);

const stopping = new AbortController();
const registrations: Promise<Restore>[] = [];

// Without any setting for access from outside, only this machine can connect.
const hostname = isTokenGenerated && !publicUrl ? { hostname: '127.0.0.1' } : {};
const server = serve({ fetch: app.fetch, port: settings.port, ...hostname }, async ({ port }) => {
  const origin = publicUrl || `http://127.0.0.1:${port}`;
  console.log(`Listening on port ${port}.`);
  console.log(`Open ${origin}/inspector/?token=${isTokenGenerated ? inspectorToken : '… with your INSPECTOR_TOKEN'}`);
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
  inspector.close();
  server.close();
  await Promise.allSettled([receiver.close(), ...registrations.map(async (registration) => (await registration)())]);
  if ('closeIdleConnections' in server) server.closeIdleConnections();
}
process.once('SIGTERM', stop).once('SIGINT', stop);
