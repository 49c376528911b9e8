import { expect, it } from 'vitest';
import { type ConnectedClient, connectClient } from '../test/connected-client.ts';
import { startWebhookServer } from '../test/webhook-server.ts';

const RETRY = 'POST /instances/:id/webhook/logs/:logId/retry';

/** Logs `count` failed deliveries. After them, the application responds with the statuses of `later`, then with 200. */
async function withFailures(count: number, later: number[] = []) {
  const to = await connectClient();
  const app = await startWebhookServer([...Array.from({ length: count }, () => 500), ...later]);
  await to.vzaps.webhooks.set({ instanceId: to.instanceId, webhookURL: app.url, events: ['All'] });
  for (let number = 0; number < count; number++) await to.fake.deliver(to.instanceId, { type: 'Connected', number });
  await to.fake.deliver(to.instanceId, { type: 'Connected', number: 'succeeds at once' });
  return { ...to, app };
}
const retries = (to: ConnectedClient) => to.calls().filter(({ path }) => path.endsWith('/retry'));

it('retryFailedLogs() retries every failed delivery of all pages once and reports its progress', async () => {
  const to = await withFailures(45);
  const { vzaps, fake, instanceId, app } = to;
  const progress: string[] = [];

  const report = await vzaps.webhooks.retryFailedLogs({
    instanceId,
    concurrency: 3,
    onProgress: ({ done, total, error }) => progress.push(`${done}/${total}${error ?? ''}`),
  });

  expect(report).toEqual({ total: 45, retried: 45, failed: 0, errors: [] });
  expect(progress).toEqual(Array.from({ length: 45 }, (_, index) => `${index + 1}/45`));
  expect(fake.log(instanceId).every(({ status }) => status === 'success')).toBe(true);
  const redelivered = app.requests.slice(46).map(({ body }) => JSON.parse(body).number);
  expect(redelivered.sort((a, b) => a - b)).toEqual(Array.from({ length: 45 }, (_, index) => index));
});

it('retryFailedLogs() has nothing to do in a second run', async () => {
  const to = await withFailures(3);
  const bound = to.vzaps.forInstance(to.instanceId);
  expect(await bound.webhooks.retryFailedLogs()).toMatchObject({ total: 3, retried: 3 });
  expect(await bound.webhooks.retryFailedLogs()).toEqual({ total: 0, retried: 0, failed: 0, errors: [] });
  expect(retries(to)).toHaveLength(3);
});

it('retryFailedLogs() retries only entries between `since` and `until`', async () => {
  const to = await withFailures(2);
  const { vzaps, instanceId } = to;
  const later = new Date(Date.now() + 60_000);
  expect(await vzaps.webhooks.retryFailedLogs({ instanceId, since: later })).toMatchObject({ total: 0 });
  expect(await vzaps.webhooks.retryFailedLogs({ instanceId, until: new Date(0) })).toMatchObject({ total: 0 });
  expect(await vzaps.webhooks.retryFailedLogs({ instanceId, since: new Date(0), until: later })).toMatchObject({
    total: 2,
  });
});

it('retryFailedLogs() pauses all retries as long as Retry-After says', async () => {
  const to = await withFailures(6);
  to.fake.fault({ route: RETRY, status: 429, headers: { 'retry-after': '1' } });
  const report = await to.vzaps.webhooks.retryFailedLogs({ instanceId: to.instanceId, concurrency: 1 });
  expect(report).toMatchObject({ total: 6, retried: 6, failed: 0 });
  const [first, second] = retries(to);
  expect(Number(second?.at) - Number(first?.at)).toBeGreaterThanOrEqual(990);
  expect(retries(to)).toHaveLength(7);
});

it('retryFailedLogs() counts an entry that cannot be retried and continues with the others', async () => {
  const to = await withFailures(4);
  to.fake.fault({ route: RETRY, status: 500 });
  const report = await to.vzaps.webhooks.retryFailedLogs({ instanceId: to.instanceId, concurrency: 2 });
  expect(report).toMatchObject({ total: 4, retried: 3, failed: 1, errors: [{ error: { status: 500, attempts: 1 } }] });
});

it('retryFailedLogs() rejects with the reason of the signal, and a later run retries the rest', async () => {
  const to = await withFailures(10);
  const { vzaps, instanceId, fake } = to;
  const controller = new AbortController();
  const reason = new Error('shutting down');
  const run = vzaps.webhooks.retryFailedLogs({
    instanceId,
    concurrency: 1,
    signal: controller.signal,
    onProgress: ({ done }) => done === 4 && controller.abort(reason),
  });
  await expect(run).rejects.toBe(reason);
  expect(fake.log(instanceId).filter(({ status }) => status === 'failed')).toHaveLength(6);
  expect(await vzaps.webhooks.retryFailedLogs({ instanceId })).toMatchObject({ total: 6, retried: 6 });
});

it('retryFailedLogs() stops when the progress callback throws', async () => {
  const to = await withFailures(8);
  const run = to.vzaps.webhooks.retryFailedLogs({
    instanceId: to.instanceId,
    concurrency: 2,
    onProgress: () => {
      throw new Error('thrown by onProgress');
    },
  });
  await expect(run).rejects.toThrow('thrown by onProgress');
  const after = retries(to).length;
  expect(after).toBeLessThanOrEqual(2);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(retries(to)).toHaveLength(after);
});

it('retryFailedLogs() rejects if the log cannot be read', async () => {
  const to = await withFailures(1);
  to.fake.fault({ route: 'POST /instances/:id/webhook/logs/search', status: 500 });
  await expect(to.vzaps.webhooks.retryFailedLogs({ instanceId: to.instanceId })).rejects.toMatchObject({ status: 500 });
  expect(retries(to)).toHaveLength(0);
});
