import { expect, it } from 'vitest';
import { json, startServer } from '../../test/server.ts';

async function logWith(rows: object[]) {
  const server = await startServer(({ path }, response) =>
    json(response, { success: true, data: path.endsWith('/retry') ? {} : { content: rows, total: rows.length } }),
  );
  const retried = () => server.received.flatMap(({ path }) => /logs\/(\w+)\/retry$/.exec(path)?.[1] ?? []).sort();
  return { server, webhooks: server.client().webhooks, retried };
}
const since = new Date('2026-06-23T22:57:17.000Z');

it.each([
  [{ concurrency: Number.NaN }, 'concurrency'],
  [{ concurrency: Number.POSITIVE_INFINITY }, 'concurrency'],
  [{ concurrency: 0 }, 'concurrency'],
  [{ concurrency: 101 }, 'concurrency'],
  [{ since: new Date('x') }, 'since'],
  [{ until: new Date('x') }, 'until'],
  [{ since: '2026-01-01' }, 'since'],
  [{ onProgress: 'x' }, 'onProgress'],
  [{ signal: {} }, 'signal'],
  [{ sinse: since }, undefined],
])('retryFailedLogs refuses %o and sends nothing', async (options, field) => {
  const { server, webhooks } = await logWith([{ id: 'a' }]);
  const request = { instanceId: 'VZ1', ...(options as object) };
  await expect(webhooks.retryFailedLogs(request)).rejects.toMatchObject({
    code: 'INVALID_REQUEST',
    path: field === undefined ? [] : [field],
  });
  await expect(
    server
      .client()
      .forInstance('VZ1')
      .webhooks.retryFailedLogs(options as object),
  ).rejects.toMatchObject({
    code: 'INVALID_REQUEST',
  });
  expect(server.received).toHaveLength(0);
});

it('retryFailedLogs without a request names the missing instance id', async () => {
  const { webhooks } = await logWith([]);
  await expect(webhooks.retryFailedLogs(undefined as never)).rejects.toMatchObject({ path: ['instanceId'] });
});

it('retryFailedLogs reads the date of an entry in ISO 8601, seconds and milliseconds', async () => {
  const [old, young] = [since.getTime() - 1, since.getTime()];
  const ways = [(at: number) => new Date(at).toISOString(), (at: number) => at, (at: number) => String(at)];
  const inSeconds = [(at: number) => Math.floor(at / 1_000), (at: number) => String(Math.floor(at / 1_000))];
  const rows = [...ways, ...inSeconds].flatMap((write, index) => [
    { id: `old${index}`, created_at: write(old) },
    { id: `young${index}`, created_at: write(young) },
  ]);
  const { webhooks, retried } = await logWith(rows);
  await webhooks.retryFailedLogs({ instanceId: 'VZ1', since });
  expect(retried()).toEqual(['young0', 'young1', 'young2', 'young3', 'young4']);
});

it('retryFailedLogs retries an entry without a readable date, whatever the time range is', async () => {
  const { webhooks, retried } = await logWith([
    { id: 'none' },
    { id: 'null', created_at: null },
    { id: 'text', created_at: 'yesterday' },
    { id: 'object', created_at: { at: 1 } },
    { id: 'huge', created_at: 9e99 },
    { id: 'old', created_at: '2020-01-01T00:00:00Z' },
  ]);
  await webhooks.retryFailedLogs({ instanceId: 'VZ1', since, until: new Date(since.getTime() + 1) });
  expect(retried()).toEqual(['huge', 'none', 'null', 'object', 'text']);
});
