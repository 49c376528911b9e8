import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as coreModule from '@vzaps/core';
import { createFakeVZaps, samplePayload } from '@vzaps/testing';
import { expect, it, onTestFinished } from 'vitest';
import { readBlocks, runBlock } from './guide-blocks.ts';

const { createReceiver, createUrlSigner, memoryStore, VZapsClient } = coreModule;
const { blocks, unnamed } = readBlocks('docs/guides/replay.md');
const codeOf = (name: string) => blocks.get(name) ?? expect.unreachable(`The guide has no block "${name}".`);

/** An application whose handler ignored orders without an error, and is repaired now. */
async function startAfterTheBug() {
  const fake = await createFakeVZaps();
  const { url: baseUrl, clientToken, clientSecret } = fake;
  const [{ id: instanceId }] = fake.instances;
  const vzaps = new VZapsClient({ baseUrl, clientToken, clientSecret });
  const signer = createUrlSigner({ secret: 'x'.repeat(32) });
  const store = memoryStore();
  const handled: [string | undefined, string | undefined][] = [];
  let hasBug = false;
  const receiver = createReceiver({ verify: signer.verify, idempotency: store, partialWaitMs: 0, onOutcome: [] });
  receiver.on('Message', ({ text, phone }) => {
    if (!hasBug) handled.push([text, phone]);
  });
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const outcome = await receiver.receive({ method, target: url, headers, body: request });
    response.writeHead(coreModule.responseOf(outcome).status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    await receiver.close();
    server.close();
    await vzaps.close();
    await fake.close();
  });
  const webhookURL = signer.sign(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { instanceId });
  await vzaps.webhooks.set({ instanceId, webhookURL, events: ['Message'] });
  const arrive = (text: string, more = {}) => fake.deliver(instanceId, samplePayload('Message', { text, ...more }));
  const tick = () => new Promise((resolve) => setTimeout(resolve, 5));

  await arrive('order 0');
  await tick();
  const bugBegan = new Date();
  hasBug = true;
  await arrive('order 1');
  await arrive('hello');
  await arrive('order 2', { messageId: '3EB0A', partial: true });
  await arrive('order 2', { messageId: '3EB0A', addressing: 'lid' });
  await arrive('order 3');
  hasBug = false;
  await tick();
  const fixWasLive = new Date();
  await tick();
  await arrive('order 4');
  expect(handled.splice(0).map(([text]) => text)).toEqual(['order 0', 'order 4']);
  const run = (name: string) =>
    runBlock(codeOf(name), { '@vzaps/core': coreModule }, { vzaps, receiver, store, instanceId, bugBegan, fixWasLive });
  return { run, handled };
}

const EXPECTED = [
  ['order 1', expect.any(String)],
  ['order 2', expect.any(String)],
  ['order 3', expect.any(String)],
];

it('VZaps delivers the chosen events again, once and in their order, with the complete copy of a message', async () => {
  const { run, handled } = await startAfterTheBug();
  expect((await run('deliver-again')).report).toEqual({ total: 3, succeeded: 3, failed: 0 });
  expect(handled).toEqual(EXPECTED);
});

it('the application handles the chosen events again, once and in their order, with the complete copy of a message', async () => {
  const { run, handled } = await startAfterTheBug();
  const { outcomes } = await run('handle-again');
  expect(outcomes).toMatchObject([{ kind: 'handled' }, { kind: 'handled' }, { kind: 'handled' }]);
  expect(handled).toEqual(EXPECTED);
});

it('each program of the guide has a name and about a dozen lines', () => {
  expect(unnamed).toBe(0);
  for (const [name, code] of blocks) expect(code.trim().split('\n').length, name).toBeLessThanOrEqual(16);
});
