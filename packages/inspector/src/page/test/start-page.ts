import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { VZapsClient } from '@vzaps/core/client';
import { createReceiver, createUrlSigner, type ReceiverOptions } from '@vzaps/core/webhooks';
import { createFakeVZaps, type FakeVZaps, type FakeVZapsOptions } from '@vzaps/testing';
import { Hono } from 'hono';
import { createInspector, type InspectorOptions } from '../../index.ts';

const SECRET = 'the test publishes its secret in the source code';
const TOKEN = 'the-token-of-the-test';
const WEBHOOK = '/webhooks/vzaps';

export interface PageOptions {
  inspector?: InspectorOptions;
  receiver?: Partial<ReceiverOptions>;
  fake?: FakeVZapsOptions;
  port?: number;
}

/** A fake VZaps, an application with handlers, and its inspector under a path prefix. */
export async function startPage(options: PageOptions = {}) {
  const fake = await createFakeVZaps({ deliveries: { attempts: 1 }, ...options.fake });
  const { clientToken, clientSecret } = fake;
  const client = new VZapsClient({ baseUrl: fake.url, clientToken, clientSecret });
  const signer = createUrlSigner({ secret: SECRET });
  const app = new Hono();
  const server = serve({ fetch: app.fetch, port: options.port ?? 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const inspector = createInspector({
    token: TOKEN,
    client,
    receiver: () => receiver,
    forwardTo: origin + WEBHOOK,
    sign: signer.sign,
    ...options.inspector,
  });
  const receiver = createReceiver({
    verify: signer.verify,
    client,
    partialWaitMs: 1,
    onOutcome: inspector.onOutcome,
    ...options.receiver,
  });
  app.post(WEBHOOK, (c) => receiver.fetch(c.req.raw));
  app.mount('/tools/inspector', inspector.fetch);
  for (const { id } of fake.instances) {
    const webhookURL = signer.sign(origin + WEBHOOK, { instanceId: id });
    await client.webhooks.set({ instanceId: id, webhookURL, events: ['All'] });
  }
  const signedTarget = signer.sign(origin + WEBHOOK, { instanceId: fake.instances[0].id });
  const url = `${origin}/tools/inspector/`;
  return {
    fake,
    client,
    receiver,
    inspector,
    url,
    token: TOKEN,
    /** The path of the page without its last slash. */
    signInUrl: `${url.slice(0, -1)}?token=${TOKEN}`,
    webhookUrl: origin + WEBHOOK,
    deliver: (payload: unknown, instance = 0) => fake.deliver(instanceOf(fake, instance), payload),
    /** Gives a body to the receiver, without VZaps and without HTTP. */
    receive: (body: string) => receiver.receive({ method: 'POST', target: signedTarget, headers: {}, body }),
    /** Removes all events, as the page does. */
    async clear() {
      const signIn = await fetch(url, {
        method: 'POST',
        body: new URLSearchParams({ token: TOKEN }),
        redirect: 'manual',
      });
      const cookie = signIn.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
      const headers = { cookie, origin, 'x-vzaps-inspector': '1', 'content-type': 'application/json' };
      const { status } = await fetch(`${url}api/clear`, { method: 'POST', headers, body: '{}' });
      if (status >= 300) throw new Error(`The inspector answered ${status}.`);
    },
    async close() {
      inspector.close();
      server.close();
      await receiver.close();
      await fake.close();
    },
  };
}

export type StartedPage = Awaited<ReturnType<typeof startPage>>;

function instanceOf(fake: FakeVZaps, index: number): string {
  const instance = fake.instances[index];
  if (!instance) throw new Error(`The fake has no instance ${index}.`);
  return instance.id;
}
