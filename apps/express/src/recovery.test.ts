import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createReceiver, unsafeSkipVerification, VZapsClient, vzapsWebhook } from '@vzaps/express';
import { createFakeVZaps, type FakeVZaps, samplePayload } from '@vzaps/testing';
import express from 'express';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { recoverFailedDeliveries } from './recovery.ts';

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

it('recoverFailedDeliveries() retries a delivery that fails again in the next round, until the signal aborts', async () => {
  const [{ id: instanceId }] = fake.instances;
  let failures = 3;
  const receiver = createReceiver({ verify: unsafeSkipVerification() }).on('Message', () => {
    failures -= 1;
    if (failures >= 0) throw new Error('not yet');
  });
  const server = express().post('/', vzapsWebhook(receiver)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const webhookURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await vzaps.webhooks.set({ instanceId, webhookURL, events: ['Message'] });
  expect(await fake.deliver(instanceId, samplePayload('Message'))).toMatchObject({ status: 'failed' });

  const stopping = new AbortController();
  const recovering = recoverFailedDeliveries(vzaps, instanceId, stopping.signal, 1);
  await vi.waitUntil(() => fake.log(instanceId)[0]?.status === 'success', { timeout: 30_000 });
  stopping.abort();
  await recovering;
  expect(fake.log(instanceId)).toMatchObject([{ attempts: [{}, {}, {}, {}] }]);
  server.close();
});

it('recoverFailedDeliveries() continues after a failed request to VZaps', async () => {
  const [{ id: instanceId }] = fake.instances;
  fake.fault({ route: 'POST /instances/:id/webhook/logs/search', status: 400 });
  const stopping = new AbortController();
  const recovering = recoverFailedDeliveries(vzaps, instanceId, stopping.signal, 1);
  const searches = () => fake.requests.filter(({ path }) => path.endsWith('/webhook/logs/search'));
  await vi.waitUntil(() => searches().length > 1, { timeout: 30_000 });
  stopping.abort();
  await recovering;
  expect(console.error).toHaveBeenCalledOnce();
});
