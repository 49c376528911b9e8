import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { VZapsClient } from '@vzaps/core/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeVZaps, type FakeVZaps } from './index.ts';

let fake: FakeVZaps;
let vzaps: VZapsClient;
let instanceId: string;

/** An application that answers each delivery with the next of these statuses. */
async function application(...statuses: number[]): Promise<{ url: string; bodies: string[]; targets: string[] }> {
  const bodies: string[] = [];
  const targets: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      bodies.push(body);
      targets.push(request.url ?? '');
      response.writeHead(statuses.shift() ?? 200).end('{"outcome":"x"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp.push(() => void server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?sig=SECRET-SIGNATURE`,
    bodies,
    targets,
  };
}

const cleanUp: (() => unknown)[] = [];

beforeEach(async () => {
  fake = await createFakeVZaps();
  vzaps = new VZapsClient({ baseUrl: fake.url, clientToken: fake.clientToken, clientSecret: fake.clientSecret });
  instanceId = fake.instances[0].id;
  cleanUp.push(() => fake.close());
});
afterEach(async () => {
  for (const each of cleanUp.splice(0)) await each();
});

describe('webhooks of the client, against the fake', () => {
  it('registers a URL and events, in the documented form, and reads them back', async () => {
    const set = await vzaps.webhooks.set({
      instanceId,
      webhookURL: 'https://example.com/hook?sig=1',
      events: ['Message', 'ReadReceipt'],
    });

    expect(set).toEqual({
      code: 200,
      success: true,
      data: { webhook: 'https://example.com/hook?sig=1', events: ['Message', 'ReadReceipt'] },
    });
    expect(fake.requests.at(-1)?.body).toEqual({
      webhookURL: 'https://example.com/hook?sig=1',
      events: 'Message,ReadReceipt',
    });
    expect((await vzaps.webhooks.get(instanceId)).data).toEqual({
      webhook: 'https://example.com/hook?sig=1',
      subscribe: ['Message', 'ReadReceipt'],
    });
  });

  it('keeps the subscription when only the URL changes', async () => {
    await vzaps.webhooks.set({ instanceId, webhookURL: 'https://example.com/1', events: 'Message, Connected' });
    await vzaps.webhooks.set({ instanceId, webhookURL: 'https://example.com/2' });

    expect(fake.requests.at(-1)?.body).toEqual({ webhookURL: 'https://example.com/2' });
    expect((await vzaps.webhooks.get(instanceId)).data.subscribe).toEqual(['Message', 'Connected']);
  });

  it('has nothing registered in the beginning', async () => {
    expect((await vzaps.webhooks.get(instanceId)).data).toEqual({ webhook: '', subscribe: [] });
  });

  it('finds a failed delivery, shows it and delivers it again', async () => {
    const app = await application(500, 200, 200);
    await vzaps.webhooks.set({ instanceId, webhookURL: app.url, events: ['All'] });
    const payload = { type: 'Message', event: { message_i_ds: ['kept'], Info: { someKey: 1 } } };
    const failed = await fake.deliver(instanceId, payload);
    await fake.deliver(instanceId, { type: 'Connected', event: {} });
    expect(failed).toMatchObject({ status: 'failed', attempts: [{ status: 500, response: '{"outcome":"x"}' }] });

    const { data } = await vzaps.webhooks.searchLogs({ instanceId, status: 'failed' });
    expect(data).toMatchObject({ page: 1, size: 20, total: 1, totalPages: 1 });
    expect(data.content[0]).toMatchObject({ id: failed.id, status: 'failed', event: 'Message', payload });

    const logId = failed.id;
    const one = await vzaps.webhooks.getLog({ instanceId, logId });
    expect(one.data.attempts).toEqual([expect.objectContaining({ status: 500, durationMs: expect.any(Number) })]);

    await vzaps.webhooks.retryLog({ instanceId, logId });
    expect((await vzaps.webhooks.getLog({ instanceId, logId })).data).toMatchObject({ status: 'success', payload });
    expect(JSON.parse(app.bodies[2] ?? '')).toEqual(payload);
    expect(app.targets[2]).toContain('sig=SECRET-SIGNATURE');
  });

  it('iterates every entry of every page, the newest first', async () => {
    const app = await application();
    await vzaps.webhooks.set({ instanceId, webhookURL: app.url, events: ['Connected'] });
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.unshift((await fake.deliver(instanceId, { type: 'Connected' })).id);

    const seen: string[] = [];
    for await (const log of vzaps.webhooks.searchLogs({ instanceId, size: 2 })) seen.push(log.id);

    expect(seen).toEqual(ids);
    expect(fake.requests.filter(({ path }) => path.endsWith('/logs/search')).map(({ body }) => body)).toEqual([
      { size: 2 },
      { size: 2, page: 2 },
      { size: 2, page: 3 },
    ]);
  });

  it('asks for no further page after the loop was left', async () => {
    const app = await application();
    await vzaps.webhooks.set({ instanceId, webhookURL: app.url, events: ['Connected'] });
    for (let i = 0; i < 4; i++) await fake.deliver(instanceId, { type: 'Connected' });

    for await (const _log of vzaps.webhooks.searchLogs({ instanceId, size: 2 })) break;

    expect(fake.requests.filter(({ path }) => path.endsWith('/logs/search'))).toHaveLength(1);
  });

  it('keeps a signed URL out of the log', async () => {
    const app = await application(500);
    await vzaps.webhooks.set({ instanceId, webhookURL: app.url, events: ['All'] });
    const entry = await fake.deliver(instanceId, { type: 'Connected' });

    const told = [entry, fake.log(instanceId), (await vzaps.webhooks.searchLogs({ instanceId })).data];
    expect(JSON.stringify(told)).not.toContain('SECRET-SIGNATURE');
  });
});
