import { createServer } from 'node:http';
import { VZapsClient } from '@vzaps/core/client';
import { createFakeVZaps, type FakeVZaps, samplePayload } from '@vzaps/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, startInspector } from '../test/browser.fixture.ts';
import type { InspectorState, LogPage, RetryProgress } from './contract.ts';

/** An application that answers 500 while it is broken. */
async function startLog(count: number) {
  const fake = await createFakeVZaps();
  const [{ id }] = fake.instances;
  const { clientToken, clientSecret } = fake;
  const client = new VZapsClient({ clientToken, clientSecret, baseUrl: fake.url });
  const { inspector, browser, receiver } = await startInspector({ client });
  let isBroken = true;
  receiver.on('Message', () => {
    if (isBroken) throw new Error('broken');
  });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const result = await receiver.fetch(
      new Request('http://localhost/', { method: 'POST', body: Buffer.concat(chunks) }),
    );
    response.writeHead(result.status, Object.fromEntries(result.headers)).end(await result.text());
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  const url = `http://127.0.0.1:${port}/hook?token=hunter2hunter2hunter2`;
  await client.webhooks.set({ instanceId: id, webhookURL: url, events: ['All'] });
  for (let i = 0; i < count; i += 1) {
    await fake.deliver(id, samplePayload('Message', { text: `message ${i}`, pushName: 'Ana' }));
  }
  return {
    fake,
    id,
    browser,
    repair() {
      isBroken = false;
    },
    async close() {
      inspector.close();
      server.close();
      await fake.close();
    },
  };
}

async function readLines(response: Response): Promise<RetryProgress[]> {
  return (await response.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('the delivery log', () => {
  let log: Awaited<ReturnType<typeof startLog>>;
  let browser: Browser;
  let fake: FakeVZaps;
  beforeAll(async () => {
    log = await startLog(55);
    ({ browser, fake } = log);
  });
  afterAll(() => log?.close());

  it('can be read of each instance of the account', async () => {
    expect(await browser.read<InspectorState>('api/state')).toMatchObject({
      can: { logs: true, media: true },
      instances: [...fake.instances.map(({ id }) => id), 'VZ1'],
    });
  });

  it('is shown in pages, newest first', async () => {
    const first = await browser.read<LogPage>(`api/logs?instanceId=${log.id}`);
    expect(first).toMatchObject({ page: 1, hasNext: true, total: 55 });
    expect(first.entries).toHaveLength(50);
    expect(first.entries[0]).toEqual({
      logId: expect.any(String),
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      status: 'failed',
      type: 'Message',
      httpStatus: 500,
      attempts: expect.any(Number),
      summary: 'Ana: message 54',
    });
    const second = await browser.read<LogPage>(`api/logs?instanceId=${log.id}&page=2`);
    expect([second.page, second.hasNext, second.entries.length]).toEqual([2, false, 5]);
    expect((await browser.read<LogPage>(`api/logs?instanceId=${log.id}&status=success`)).entries).toEqual([]);
  });

  it('shows an entry with its attempts and payload, without the URL of the webhook', async () => {
    const { entries } = await browser.read<LogPage>(`api/logs?instanceId=${log.id}`);
    const text = await (await browser.call(`api/logs/${entries[0]?.logId}?instanceId=${log.id}`)).text();
    expect(JSON.parse(text)).toMatchObject({
      id: entries[0]?.logId,
      status: 'failed',
      attempts: [{ status: 500, at: expect.any(String) }],
      payload: { type: 'Message' },
    });
    expect(text).not.toContain('hunter2');
  });

  it.each([
    ['api/logs', 400],
    ['api/logs?instanceId=', 400],
    ['api/logs?instanceId=VZ1&page=0', 400],
    ['api/logs?instanceId=VZ1&page=x', 400],
    ['api/logs?instanceId=unknown', 502],
    ['api/logs/unknown', 400],
  ])('answers %s with status %i', async (path, status) => {
    const response = await browser.call(path);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } });
  });

  it('is retried with a line of progress for each entry', async () => {
    const { entries } = await browser.read<LogPage>(`api/logs?instanceId=${log.id}`);
    const logIds = entries.slice(0, 3).map(({ logId }) => logId);
    const failed = await readLines(await browser.post('api/logs/retry', { instanceId: log.id, logIds }));
    expect(failed.at(-1)).toEqual({ state: 'end', succeeded: 0, failed: 3 });
    log.repair();
    const response = await browser.post('api/logs/retry', { instanceId: log.id, logIds });
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    const lines = await readLines(response);
    expect(lines.slice(0, 3).map((line) => 'logId' in line && [line.state, line.done, line.total])).toEqual([
      ['succeeded', 1, 3],
      ['succeeded', 2, 3],
      ['succeeded', 3, 3],
    ]);
    expect(
      lines
        .slice(0, 3)
        .map((line) => 'logId' in line && line.logId)
        .sort(),
    ).toEqual([...logIds].sort());
    expect(lines.at(-1)).toEqual({ state: 'end', succeeded: 3, failed: 0 });
  });

  it('is retried no further when the browser leaves', async () => {
    log.repair();
    const { entries } = await browser.read<LogPage>(`api/logs?instanceId=${log.id}&status=failed`);
    const logIds = entries.map(({ logId }) => logId);
    const retries = () => fake.requests.filter(({ path }) => path.endsWith('/retry')).length;
    const before = retries();
    const response = await browser.post('api/logs/retry', { instanceId: log.id, logIds });
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    const atLeave = retries();
    expect(atLeave).toBeGreaterThan(before);
    // A retry takes a few milliseconds. All of them would be done after this.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(retries()).toBeLessThanOrEqual(atLeave + 4);
    expect(retries()).toBeLessThan(before + logIds.length);
  });

  it('reports an error if an entry to retry is unknown', async () => {
    const lines = await readLines(await browser.post('api/logs/retry', { instanceId: log.id, logIds: ['unknown'] }));
    expect(lines).toEqual([{ state: 'error', error: expect.stringContaining('404') }]);
  });

  it.each([
    ['nothing', undefined],
    ['an empty list', []],
    ['a text', 'x'],
    ['a number', [1]],
    ['an empty id', ['']],
    ['more than 1 000 ids', Array.from({ length: 1_001 }, () => 'x')],
  ])('answers 400 if logIds is %s', async (_what, logIds) => {
    expect((await browser.post('api/logs/retry', { instanceId: log.id, logIds })).status).toBe(400);
  });
});

it('the delivery log is answered 404 without a client', async () => {
  const { browser } = await startInspector();
  expect((await browser.call('api/logs?instanceId=VZ1')).status).toBe(404);
  expect((await browser.post('api/logs/retry', { instanceId: 'VZ1', logIds: ['x'] })).status).toBe(404);
});
