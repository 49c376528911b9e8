import { expect, it } from 'vitest';
import { type Connected, connected } from '../test/connected-client.ts';
import { application } from '../test/webhook-server.ts';

const RETRY = 'POST /instances/:id/webhook/logs/:logId/retry';

/** So many failed deliveries; the application is well again afterwards. */
async function withFailures(count: number, later: number[] = []) {
  const to = await connected();
  const app = await application([...Array.from({ length: count }, () => 500), ...later]);
  await to.vzaps.webhooks.set({ instanceId: to.instanceId, webhookURL: app.url, events: ['All'] });
  for (let number = 0; number < count; number++) await to.fake.deliver(to.instanceId, { type: 'Connected', number });
  await to.fake.deliver(to.instanceId, { type: 'Connected', number: 'taken at once' });
  return { ...to, app };
}
const retries = (to: Connected) => to.calls().filter(({ path }) => path.endsWith('/retry'));

it('retries every failed delivery once, over all pages, and reports as it goes', async () => {
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

it('does nothing the second time', async () => {
  const to = await withFailures(3);
  const bound = to.vzaps.forInstance(to.instanceId);
  expect(await bound.webhooks.retryFailedLogs()).toMatchObject({ total: 3, retried: 3 });
  expect(await bound.webhooks.retryFailedLogs()).toEqual({ total: 0, retried: 0, failed: 0, errors: [] });
  expect(retries(to)).toHaveLength(3);
});

it('takes only the entries of the time that it was asked for', async () => {
  const to = await withFailures(2);
  const { vzaps, instanceId } = to;
  const later = new Date(Date.now() + 60_000);
  expect(await vzaps.webhooks.retryFailedLogs({ instanceId, since: later })).toMatchObject({ total: 0 });
  expect(await vzaps.webhooks.retryFailedLogs({ instanceId, until: new Date(0) })).toMatchObject({ total: 0 });
  expect(await vzaps.webhooks.retryFailedLogs({ instanceId, since: new Date(0), until: later })).toMatchObject({
    total: 2,
  });
});

it('makes all wait when VZaps asks one to, and then goes on', async () => {
  const to = await withFailures(6);
  to.fake.fault({ route: RETRY, status: 429, headers: { 'retry-after': '1' } });
  const report = await to.vzaps.webhooks.retryFailedLogs({ instanceId: to.instanceId, concurrency: 1 });
  expect(report).toMatchObject({ total: 6, retried: 6, failed: 0 });
  const [first, second] = retries(to);
  expect(Number(second?.at) - Number(first?.at)).toBeGreaterThanOrEqual(990);
  expect(retries(to)).toHaveLength(7);
});

it('counts one that cannot be retried, and goes on with the rest', async () => {
  const to = await withFailures(4);
  to.fake.fault({ route: RETRY, status: 500 });
  const report = await to.vzaps.webhooks.retryFailedLogs({ instanceId: to.instanceId, concurrency: 2 });
  expect(report).toMatchObject({ total: 4, retried: 3, failed: 1, errors: [{ error: { status: 500, attempts: 1 } }] });
});

it('ends with the reason of the signal, and what is left can be done later', async () => {
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

it('leaves nothing running when a progress callback throws', async () => {
  const to = await withFailures(8);
  const run = to.vzaps.webhooks.retryFailedLogs({
    instanceId: to.instanceId,
    concurrency: 2,
    onProgress: () => {
      throw new Error('mine');
    },
  });
  await expect(run).rejects.toThrow('mine');
  const after = retries(to).length;
  expect(after).toBeLessThanOrEqual(2);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(retries(to)).toHaveLength(after);
});

it('cannot begin when the log cannot be read', async () => {
  const to = await withFailures(1);
  to.fake.fault({ route: 'POST /instances/:id/webhook/logs/search', status: 500 });
  await expect(to.vzaps.webhooks.retryFailedLogs({ instanceId: to.instanceId })).rejects.toMatchObject({ status: 500 });
  expect(retries(to)).toHaveLength(0);
});
