import * as clientModule from '@vzaps/core/client';
import * as realtimeModule from '@vzaps/core/realtime';
import * as webhooksModule from '@vzaps/core/webhooks';
import { createFakeVZaps, samplePayload } from '@vzaps/testing';
import { expect, it, onTestFinished, vi } from 'vitest';
import { readBlocks, runBlock } from './guide-blocks.ts';

const { blocks, unnamed } = readBlocks('docs/guides/realtime.md');

it('every TypeScript block of the guide has a name', () => {
  expect(unnamed).toBe(0);
  expect([...blocks.keys()]).toEqual(['start', 'states', 'close']);
});

it('the blocks of the guide answer a message, report the states, and close with the receiver', async () => {
  const fake = await createFakeVZaps();
  onTestFinished(fake.close);
  const { url: baseUrl, realtimeUrl: url, clientToken, clientSecret } = fake;
  const { id: instanceId } = fake.instances[0];
  // The code of the guide, with the addresses of the fake.
  class VZapsClient extends clientModule.VZapsClient {
    constructor(options: clientModule.VZapsClientOptions) {
      super({ ...options, baseUrl });
    }
  }
  const createRealtime = (options: realtimeModule.RealtimeOptions) =>
    realtimeModule.createRealtime({ ...options, url });
  const modules = {
    '@vzaps/core/client': { VZapsClient },
    '@vzaps/core/webhooks': webhooksModule,
    '@vzaps/core/realtime': { createRealtime },
  };
  const run = (name: string, scope: object) => runBlock(blocks.get(name) ?? '', modules, { ...scope });

  const started = await run('start', { clientToken, clientSecret, instanceId });
  const { client, receiver } = started as { client: VZapsClient; receiver: webhooksModule.Receiver };
  expect(started.state).toBe('open');
  const eventId = fake.realtime.emit(instanceId, samplePayload('Message', { text: 'ping' }));
  await vi.waitUntil(() => fake.realtime.acked(instanceId).includes(eventId), { timeout: 60_000 });
  expect(fake.sent.map(({ body }) => body.message)).toEqual(['pong']);

  const reports: unknown[] = [];
  const report = (...details: unknown[]) => reports.push(details[0]);
  const { realtime } = await run('states', { client, receiver, instanceId, report });
  await (realtime as realtimeModule.Realtime).start();
  expect(reports).toEqual(['connecting', 'open']);

  const once = vi.fn();
  await run('close', { receiver, process: { once } });
  const [[signal, stop]] = once.mock.calls as [[string, () => Promise<void>]];
  expect(signal).toBe('SIGTERM');
  await stop();
  expect([started.realtime, realtime].map((each) => (each as realtimeModule.Realtime).status.state)).toEqual([
    'closed',
    'closed',
  ]);
  await client.close();
});
