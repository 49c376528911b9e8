import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRecovery, type RecoveryProgress, VZapsClient } from '@vzaps/core/client';
import { createReceiver, createUrlSigner } from '@vzaps/core/webhooks';
import { createFakeVZaps, samplePayload } from '@vzaps/testing';
import { expect, it, onTestFinished } from 'vitest';

it('recovery brings back every failed delivery of the fake, once and in order per conversation', async () => {
  const fake = await createFakeVZaps();
  const { url: baseUrl, clientToken, clientSecret } = fake;
  const client = new VZapsClient({ baseUrl, clientToken, clientSecret });
  const { id: instanceId } = fake.instances[0];

  let isBroken = true;
  const handled: string[] = [];
  const signer = createUrlSigner({ secret: 'x'.repeat(32) });
  const receiver = createReceiver({ verify: signer.verify, client, onOutcome: () => {} }).on('Message', (event) => {
    if (isBroken) throw new Error('a bug');
    handled.push(event.text ?? '');
  });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${request.url}`;
    const result = await receiver.fetch(
      new Request(url, {
        method: 'POST',
        body: Buffer.concat(chunks),
        headers: { 'content-type': 'application/json' },
      }),
    );
    response.writeHead(result.status).end(await result.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    await receiver.close();
    server.close();
    await client.close();
    await fake.close();
  });

  const port = (server.address() as AddressInfo).port;
  const webhookURL = await signer.sign(`http://127.0.0.1:${port}/webhook`, { instanceId });
  await client.webhooks.set({ instanceId, webhookURL, events: ['Message'] });
  const texts = ['first', 'second', 'third', 'fourth'];
  for (const text of texts) await fake.deliver(instanceId, samplePayload('Message', { text }));

  const progress: RecoveryProgress[] = [];
  const recovery = createRecovery({
    client,
    instanceIds: [instanceId],
    graceMs: 0,
    onProgress: (each) => progress.push(each),
  });
  expect(await recovery.run()).toEqual({ total: 4, retried: 4, succeeded: 0, failed: 4, givenUp: [] });
  expect(progress).toMatchObject(texts.map(() => ({ state: 'failed', attempts: 2 })));
  // The next retry is due in five minutes.
  expect(await recovery.run()).toMatchObject({ total: 4, retried: 0 });

  isBroken = false;
  const later = createRecovery({ client, instanceIds: [instanceId], graceMs: 0, maxAttempts: 2 });
  expect(await later.run()).toMatchObject({ retried: 0, givenUp: texts.map(() => ({ instanceId })) });
  expect(await client.webhooks.retryFailedLogs({ instanceId })).toMatchObject({ total: 4, retried: 4, failed: 0 });
  expect(handled).toEqual(texts);
  expect(await recovery.run()).toMatchObject({ total: 0 });
});
