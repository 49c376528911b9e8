import { describe, expect, it } from 'vitest';
import { type ReplayOptions, type ReplayProgress, replayDeliveries } from '../index.ts';
import { type LogEntry, startLog } from '../test/delivery-log.ts';

const ANA = '5511900000001@s.whatsapp.net';
const BOB = '5511900000002@s.whatsapp.net';
const HOUR = 3_600_000;
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);
const entry = (id: string, more: Partial<LogEntry> = {}): LogEntry => ({
  id,
  status: 'failed',
  chat: ANA,
  attempts: 1,
  createdAt: ago(HOUR),
  ...more,
});

async function replay(
  entries: LogEntry[],
  deliver?: (entry: LogEntry) => unknown,
  options: Partial<ReplayOptions> = {},
) {
  const log = await startLog(entries, deliver);
  const progress: ReplayProgress[] = [];
  const onProgress = (each: ReplayProgress) => progress.push(each);
  const report = await replayDeliveries({ client: log.client, instanceId: 'VZ1', onProgress, ...options });
  return { ...log, report, progress };
}

describe('replayDeliveries', () => {
  it('retries failed deliveries oldest first, one at a time in a conversation', async () => {
    const hours = { c: 1, a: 3, d: 0.5, b: 2 };
    const entries = Object.entries(hours).map(([id, count]) => entry(id, { createdAt: ago(count * HOUR) }));
    const { retries, report, mostRunning } = await replay(entries);
    expect(retries).toEqual(['a', 'b', 'c', 'd']);
    expect(mostRunning()).toBe(1);
    expect(report).toEqual({ total: 4, succeeded: 4, failed: 0 });
  });

  it('reports a delivery that fails again, and goes on with the next one of its conversation', async () => {
    const entries = [entry('b'), entry('a', { createdAt: ago(2 * HOUR) })];
    const { report, progress } = await replay(entries, ({ id }) => id !== 'a');
    expect(report).toEqual({ total: 2, succeeded: 1, failed: 1 });
    expect(progress).toEqual([
      { logId: 'a', state: 'failed', done: 1, total: 2 },
      { logId: 'b', state: 'succeeded', done: 2, total: 2 },
    ]);
  });

  it('replays deliveries that succeeded if it is asked for all, and waits for the new result of each', async () => {
    const entries = [entry('a', { status: 'success' }), entry('b', { chat: BOB })];
    const { report, retries } = await replay(entries, ({ id }) => id !== 'a', { status: 'all' });
    expect(retries.sort()).toEqual(['a', 'b']);
    expect(report).toEqual({ total: 2, succeeded: 1, failed: 1 });
  });

  it('replays only the deliveries of a range of time', async () => {
    const entries = [1, 2, 3].map((hours) => entry(`h${hours}`, { createdAt: ago(hours * HOUR) }));
    const { retries } = await replay(entries, undefined, { since: ago(2.5 * HOUR), until: ago(1.5 * HOUR) });
    expect(retries).toEqual(['h2']);
  });

  it('replays only the given entries, also if they succeeded', async () => {
    const entries = [entry('a'), entry('b', { status: 'success' }), entry('c')];
    const { retries, report } = await replay(entries, undefined, { logIds: ['b', 'a'] });
    expect(retries.sort()).toEqual(['a', 'b']);
    expect(report.total).toBe(2);
  });

  it('retries the entries of one event once', async () => {
    const entries = [entry('a', { messageId: 'M1' }), entry('b', { messageId: 'M1', createdAt: ago(2 * HOUR) })];
    expect((await replay(entries)).report).toEqual({ total: 1, succeeded: 1, failed: 0 });
  });

  it('passes the event to beforeRetry, and skips the delivery if that returns false', async () => {
    const seen: unknown[] = [];
    const { retries, report } = await replay([entry('a'), entry('b', { chat: BOB })], undefined, {
      beforeRetry: ({ logId, event }) => {
        seen.push(event.key);
        return logId !== 'a';
      },
    });
    expect(seen.sort()).toEqual(['a', 'b']);
    expect(retries).toEqual(['b']);
    expect(report).toEqual({ total: 1, succeeded: 1, failed: 0 });
  });

  it('starts no new retry after an abort, and rejects with the reason', async () => {
    const controller = new AbortController();
    const log = await startLog([entry('a'), entry('b', { createdAt: ago(2 * HOUR) })]);
    const replaying = replayDeliveries({
      client: log.client,
      instanceId: 'VZ1',
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('Ctrl-C')),
    });
    await expect(replaying).rejects.toThrow('Ctrl-C');
    expect(log.retries).toEqual(['b']);
  });

  it('refuses a wrong option', async () => {
    const { client } = await startLog([]);
    const call = (more: object) => replayDeliveries({ client, instanceId: 'VZ1', ...more } as never);
    await expect(call({ status: 'lost' })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    await expect(call({ instanceId: '' })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    await expect(call({ since: '2h' })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
  });
});
