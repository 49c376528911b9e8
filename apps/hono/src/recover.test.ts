import { type ServerType, serve } from '@hono/node-server';
import { createReceiver, unsafeSkipVerification, VZapsClient, vzapsWebhook } from '@vzaps/hono';
import { createFakeVZaps, type FakeVZaps, samplePayload } from '@vzaps/testing';
import { Hono } from 'hono';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { recover } from './recover.ts';

let fake: FakeVZaps;
let vzaps: VZapsClient;
beforeEach(async () => {
  for (const level of ['log', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
  fake = await createFakeVZaps();
  vzaps = new VZapsClient({ baseUrl: fake.url, clientToken: fake.clientToken, clientSecret: fake.clientSecret });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await fake.close();
});

it('comes back to what failed again when it was delivered again, and ends when it is told to', async () => {
  const [{ id: instanceId }] = fake.instances;
  let failures = 3;
  const receiver = createReceiver({ verify: unsafeSkipVerification() }).on('Message', () => {
    failures -= 1;
    if (failures >= 0) throw new Error('not yet');
  });
  const { fetch } = new Hono().post('/', vzapsWebhook(receiver));
  let server: ServerType | undefined;
  const port = await new Promise<number>((resolve) => {
    server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, (info) => resolve(info.port));
  });
  const webhookURL = `http://127.0.0.1:${port}/`;
  await vzaps.webhooks.set({ instanceId, webhookURL, events: ['Message'] });
  expect(await fake.deliver(instanceId, samplePayload('Message'))).toMatchObject({ status: 'failed' });

  const stopping = new AbortController();
  const recovering = recover(vzaps, instanceId, stopping.signal, 1);
  await vi.waitUntil(() => fake.log(instanceId)[0]?.status === 'success', { timeout: 30_000 });
  stopping.abort();
  await recovering;
  expect(fake.log(instanceId)).toMatchObject([{ attempts: [{}, {}, {}, {}] }]);
  server?.close();
});
