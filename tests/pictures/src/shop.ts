import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { VZapsClient } from '@vzaps/core/client';
import { createReceiver, createUrlSigner } from '@vzaps/core/webhooks';
import { createInspector } from '@vzaps/inspector';
import { createFakeVZaps, type FakeVZaps } from '@vzaps/testing';
import { Hono } from 'hono';

/** These secrets protect nothing: the servers are on this machine and end with this program. */
const SECRET = 'the secret of the pictures, in the source code';
const TOKEN = 'the-token-of-the-pictures';
const INSTANCE_ID = 'VZ9K2M4N8P1Q3R5S7T0WABCD01EF';
const WEBHOOK = '/webhooks/vzaps';

export interface Shop {
  fake: FakeVZaps;
  instanceId: string;
  secret: string;
  webhookUrl: string;
  inspectorUrl: string;
  close(): Promise<void>;
}

/** An application of a shop that answers its customers, and a fake VZaps that delivers to it. */
export async function startShop(): Promise<Shop> {
  const fake = await createFakeVZaps({
    instances: [{ id: INSTANCE_ID }],
    deliveries: { attempts: 1 },
  });
  const { clientToken, clientSecret } = fake;
  const client = new VZapsClient({ baseUrl: fake.url, clientToken, clientSecret });
  const signer = createUrlSigner({ secret: SECRET });
  const app = new Hono();
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const inspector = createInspector({
    token: TOKEN,
    client,
    receiver: () => receiver,
    forwardTo: origin + WEBHOOK,
    sign: signer.sign,
  });
  const receiver = createReceiver({ verify: signer.verify, client, partialWaitMs: 1, onOutcome: inspector.onOutcome });
  receiver.on('Message', async (event, ctx) => {
    if (event.text?.includes('order 1042')) throw new Error('Order 1042 is not in the database');
    // This simulates a query of the database of the shop.
    await sleep(5 + 20 * Math.random());
    if (event.text === 'ping') await ctx.reply('pong');
  });
  app.post(WEBHOOK, (c) => receiver.fetch(c.req.raw));
  app.mount('/inspector', inspector.fetch);
  const webhookURL = signer.sign(origin + WEBHOOK, { instanceId: INSTANCE_ID });
  await client.webhooks.set({ instanceId: INSTANCE_ID, webhookURL, events: ['All'] });
  return {
    fake,
    instanceId: INSTANCE_ID,
    secret: SECRET,
    webhookUrl: origin + WEBHOOK,
    inspectorUrl: `${origin}/inspector?token=${TOKEN}`,
    async close() {
      inspector.close();
      server.close();
      await receiver.close();
      await fake.close();
    },
  };
}
