import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createReceiver, createUrlSigner, responseOf, VZapsClient } from '@vzaps/core';
import { createFakeVZaps, samplePayload } from '@vzaps/testing';
import { expect, it, onTestFinished } from 'vitest';
import { pong } from './pong.ts';

it('a webhook gets the deliveries of the fake, and the fake records what the handler sends', async () => {
  const fake = await createFakeVZaps();
  const { url: baseUrl, clientToken, clientSecret } = fake;
  const [{ id: instanceId }] = fake.instances;
  const vzaps = new VZapsClient({ baseUrl, clientToken, clientSecret, retry: { attempts: 1 } });
  const signer = createUrlSigner({ secret: 'x'.repeat(32) });
  const receiver = createReceiver({ verify: signer.verify, client: vzaps, onOutcome: [] }).on('Message', pong);
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const answer = responseOf(await receiver.receive({ method, target: url, headers, body: request }));
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    await vzaps.close();
    await fake.close();
  });
  const webhookURL = signer.sign(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { instanceId });

  // #region deliveries
  await vzaps.webhooks.set({ instanceId, webhookURL, events: ['Message'] });
  const entry = await fake.deliver(instanceId, samplePayload('Message', { text: 'ping' }));
  expect(entry.status).toBe('success'); // As in the delivery log of VZaps. `entry.attempts` has each response.
  expect(fake.sent.map(({ body }) => body.message)).toEqual(['pong']);

  fake.fault({ route: 'POST /instances/:id/chat/send/text', status: 500 }); // The next request fails.
  const failed = await fake.deliver(instanceId, samplePayload('Message', { text: 'ping' }));
  expect(failed.status).toBe('failed');
  // #endregion
});
