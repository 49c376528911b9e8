import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createRecovery, memoryRecoveryState, type RecoveryOptions, type RecoveryProgress } from '../index.ts';
import { type LogEntry, startLog } from '../test/delivery-log.ts';

/** Milliseconds. Only a hang takes longer, also on a busy machine. */
const WAIT = { timeout: 60_000 };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ANA = '5511900000001@s.whatsapp.net';
const BOB = '5511900000002@s.whatsapp.net';
const instanceIds = ['VZ1'];

const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);
const failed = (id: string, more: Partial<LogEntry> = {}): LogEntry => ({
  id,
  status: 'failed',
  chat: ANA,
  updatedAt: new Date(),
  ...more,
});

/** Moves the clock. Timers and the network run as usual. */
function moveClock(milliseconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds });
}
afterEach(() => {
  vi.useRealTimers();
});

async function start(
  entries: LogEntry[],
  deliver?: (entry: LogEntry) => unknown,
  options: Partial<RecoveryOptions> = {},
) {
  const log = await startLog(entries, deliver);
  const progress: RecoveryProgress[] = [];
  const onProgress = (each: RecoveryProgress) => progress.push(each);
  const recovery = createRecovery({ client: log.client, instanceIds, onProgress, ...options });
  onTestFinished(() => recovery.stop());
  return { ...log, recovery, progress };
}

describe('a round of recovery', () => {
  it('retries failed deliveries and reports what VZaps then delivered', async () => {
    const { recovery, progress, retries } = await start(
      [failed('b', { createdAt: ago(HOUR), chat: BOB }), failed('a', { createdAt: ago(2 * HOUR) })],
      ({ id }) => id === 'a',
    );
    expect(await recovery.run()).toEqual({ total: 2, retried: 2, succeeded: 1, failed: 1, givenUp: [] });
    expect(retries.sort()).toEqual(['a', 'b']);
    expect(progress).toContainEqual({ instanceId: 'VZ1', logId: 'a', state: 'succeeded', attempts: 2 });
    expect(progress).toContainEqual({ instanceId: 'VZ1', logId: 'b', state: 'failed', attempts: 2 });
  });

  it('retries oldest first and one at a time in a conversation', async () => {
    const times = { c: 1, a: 3, d: 0.5, b: 2 };
    const entries = Object.entries(times).map(([id, hours]) => failed(id, { createdAt: ago(hours * HOUR) }));
    const { recovery, retries, mostRunning } = await start(entries);
    await recovery.run();
    expect(retries).toEqual(['a', 'b', 'c', 'd']);
    expect(mostRunning()).toBe(1);
  });

  it('retries several conversations at the same time', async () => {
    const chats = [ANA, BOB, '5511900000003@s.whatsapp.net'];
    const entries = chats.map((chat, index) => failed(`e${index}`, { chat, createdAt: ago(HOUR) }));
    let begun = 0;
    let release: () => void = () => {};
    const haveBegun = new Promise<void>((resolve) => {
      release = resolve;
    });
    // The first retry ends only after a second one has begun.
    const { recovery } = await start(entries, async () => {
      begun += 1;
      if (begun === 2) release();
      await haveBegun;
      return true;
    });
    expect(await recovery.run()).toMatchObject({ retried: 3, succeeded: 3 });
  });

  it('retries in the order of the event times, or in the reversed page order if no event has a time', async () => {
    const byEvent = await start([
      failed('new', { timestamp: ago(HOUR) }),
      failed('old', { timestamp: ago(3 * HOUR) }),
      failed('middle', { timestamp: ago(2 * HOUR) }),
    ]);
    await byEvent.recovery.run();
    expect(byEvent.retries).toEqual(['old', 'middle', 'new']);
    const byPage = await start([failed('third'), failed('second'), failed('first')]);
    await byPage.recovery.run();
    expect(byPage.retries).toEqual(['first', 'second', 'third']);
  });

  it('skips deliveries that are younger than graceMs, and retries deliveries of unknown age', async () => {
    const { recovery, retries } = await start(
      [failed('young', { createdAt: ago(30_000) }), failed('unknown'), failed('old', { createdAt: ago(2 * MINUTE) })],
      undefined,
      { graceMs: MINUTE },
    );
    expect(await recovery.run()).toMatchObject({ total: 3, retried: 2 });
    expect(retries).toEqual(['old', 'unknown']);
  });

  it('goes on with later deliveries of a conversation after one that fails again', async () => {
    const entries = [failed('later', { createdAt: ago(HOUR) }), failed('poison', { createdAt: ago(2 * HOUR) })];
    const { recovery, retries } = await start(entries, ({ id }) => id !== 'poison');
    expect(await recovery.run()).toMatchObject({ succeeded: 1, failed: 1 });
    expect(retries).toEqual(['poison', 'later']);
  });

  it('retries only deliveries since the given time', async () => {
    const entries = [failed('new', { createdAt: ago(HOUR) }), failed('old', { createdAt: ago(5 * HOUR) })];
    const { recovery, retries } = await start(entries, undefined, { since: ago(2 * HOUR) });
    await recovery.run();
    expect(retries).toEqual(['new']);
  });

  it('treats several entries of one event as one delivery and retries the complete copy', async () => {
    const { recovery, retries } = await start([
      failed('complete', { messageId: 'M1', createdAt: ago(HOUR) }),
      failed('partial', { messageId: 'M1', createdAt: ago(HOUR + 1_000), complete: false }),
    ]);
    expect(await recovery.run()).toMatchObject({ total: 1, retried: 1, succeeded: 1 });
    expect(await recovery.run()).toMatchObject({ total: 0, retried: 0 });
    expect(retries).toEqual(['complete']);
  });

  it('retries no partial copy whose complete copy was delivered', async () => {
    const { recovery, retries } = await start([
      failed('other', { createdAt: ago(MINUTE * 61) }),
      { id: 'complete', status: 'success', chat: ANA, messageId: 'M1', createdAt: ago(HOUR) },
      failed('partial', { messageId: 'M1', createdAt: ago(HOUR + 1_000), complete: false }),
    ]);
    expect(await recovery.run()).toMatchObject({ total: 1, retried: 1, succeeded: 1 });
    expect(await recovery.run()).toMatchObject({ total: 0, retried: 0 });
    expect(retries).toEqual(['other']);
  });

  it('retries a complete copy whose partial copy was answered 2xx', async () => {
    const partial: LogEntry = { id: 'partial', status: 'success', messageId: 'M1', complete: false };
    const { recovery, retries } = await start([
      failed('complete', { messageId: 'M1', createdAt: ago(HOUR) }),
      { ...partial, createdAt: ago(HOUR + 1_000) },
    ]);
    expect(await recovery.run()).toMatchObject({ total: 1, succeeded: 1 });
    expect(retries).toEqual(['complete']);
  });

  it('recovers if VZaps cannot list the successful deliveries', async () => {
    const log = await startLog([failed('a', { createdAt: ago(HOUR) })]);
    const searchLogs: typeof log.client.webhooks.searchLogs = (request, options) => {
      if (request.status === undefined) throw new Error('a filter is needed');
      return log.client.webhooks.searchLogs(request, options);
    };
    const client = { webhooks: { ...log.client.webhooks, searchLogs } };
    expect(await createRecovery({ client, instanceIds }).run()).toMatchObject({ succeeded: 1 });
  });

  it('counts a retry that VZaps does not accept as failed and not as an attempt', async () => {
    const { recovery, progress } = await start([failed('gone')], () => {
      throw new Error('the fake ends the connection');
    });
    const refusing: RecoveryOptions['client'] = {
      webhooks: {
        ...(await startLog([failed('gone')])).client.webhooks,
        retryLog: () => Promise.reject(new Error('404')),
      },
    };
    await recovery.stop();
    const other = createRecovery({
      client: refusing,
      instanceIds,
      onProgress: (each) => progress.push(each),
    });
    expect(await other.run()).toMatchObject({ total: 1, retried: 0, failed: 1 });
    expect(progress).toEqual([{ instanceId: 'VZ1', logId: 'gone', state: 'failed', attempts: 1 }]);
  });
});

describe('a delivery that fails again and again', () => {
  it.each([
    ['the log shows', 1],
    ['the log does not show', undefined],
  ])(
    'is retried after 5 min, 15 min and 1 h, and given up once after five deliveries, which %s',
    async (_how, attempts) => {
      const { recovery, progress, retries } = await start(
        [failed('poison', { createdAt: ago(HOUR), attempts })],
        () => false,
      );
      const retriesAfter = async (milliseconds: number) => {
        moveClock(milliseconds);
        await recovery.run();
        return retries.length;
      };
      expect(await retriesAfter(0)).toBe(1);
      expect(await retriesAfter(4 * MINUTE)).toBe(1);
      expect(await retriesAfter(2 * MINUTE)).toBe(2);
      expect(await retriesAfter(14 * MINUTE)).toBe(2);
      expect(await retriesAfter(2 * MINUTE)).toBe(3);
      expect(await retriesAfter(59 * MINUTE)).toBe(3);
      moveClock(2 * MINUTE);
      expect(await recovery.run()).toMatchObject({
        retried: 1,
        failed: 1,
        givenUp: [{ instanceId: 'VZ1', logId: 'poison' }],
      });
      expect(progress.map(({ state, attempts: count }) => [state, count])).toEqual([
        ['failed', 2],
        ['failed', 3],
        ['failed', 4],
        ['givenUp', 5],
      ]);
      moveClock(24 * HOUR);
      expect(await recovery.run()).toEqual({ total: 1, retried: 0, succeeded: 0, failed: 0, givenUp: [] });
      expect(retries).toHaveLength(4);
    },
  );

  it('is retried later if the log shows neither its attempts nor its last change', async () => {
    const { recovery, progress } = await start([failed('a', { updatedAt: undefined })], () => false);
    expect(await recovery.run()).toMatchObject({ retried: 1, failed: 1 });
    expect(progress).toMatchObject([{ state: 'failed', attempts: 2 }]);
  });

  it('is retried later if the call ends before its handler', async () => {
    let end: () => void = () => {};
    const callEnded = new Promise<void>((resolve) => {
      end = resolve;
    });
    const log = await startLog([failed('slow', { attempts: 1, createdAt: ago(HOUR) })], async () => {
      await callEnded;
      return false;
    });
    const retryLog: typeof log.client.webhooks.retryLog = (request, options) =>
      log.client.webhooks.retryLog(request, { ...options, timeoutMs: 500 }).finally(end);
    const recovery = createRecovery({ client: { webhooks: { ...log.client.webhooks, retryLog } }, instanceIds });
    expect(await recovery.run()).toMatchObject({ retried: 1, failed: 1 });
    moveClock(4 * MINUTE);
    expect(await recovery.run()).toMatchObject({ total: 1, retried: 0 });
    expect(log.retries).toEqual(['slow']);
  });

  it('is given up in the end if VZaps answers each retry 404, and never if it answers 503', async () => {
    const { recovery, retries } = await start(
      [failed('deleted', { createdAt: ago(HOUR) }), failed('down', { createdAt: ago(HOUR), chat: BOB })],
      ({ id }) => (id === 'deleted' ? 404 : 503),
      { maxAttempts: 3 },
    );
    expect(await recovery.run()).toEqual({ total: 2, retried: 0, succeeded: 0, failed: 2, givenUp: [] });
    expect(await recovery.run()).toMatchObject({ failed: 1 });
    moveClock(6 * MINUTE);
    expect(await recovery.run()).toMatchObject({ givenUp: [{ instanceId: 'VZ1', logId: 'deleted' }] });
    moveClock(24 * HOUR);
    expect(await recovery.run()).toMatchObject({ total: 2, retried: 0, failed: 1, givenUp: [] });
    expect(retries.filter((id) => id === 'deleted')).toHaveLength(2);
  });

  it('is given up without a retry if the log shows maxAttempts deliveries already', async () => {
    const { recovery, retries } = await start([failed('a', { attempts: 3 })], undefined, { maxAttempts: 3 });
    expect(await recovery.run()).toMatchObject({ retried: 0, givenUp: [{ instanceId: 'VZ1', logId: 'a' }] });
    expect(await recovery.run()).toMatchObject({ retried: 0, givenUp: [] });
    expect(retries).toEqual([]);
  });
});

describe('start() and stop()', () => {
  it('run rounds again and again, and end before the next retry', async () => {
    const entries: LogEntry[] = [];
    const { recovery, retries } = await start(entries, undefined, { everyMs: 5 });
    recovery.start();
    recovery.start();
    entries.push(failed('a'));
    await vi.waitFor(() => expect(retries).toEqual(['a']), WAIT);
    entries.push(failed('b'));
    await vi.waitFor(() => expect(retries).toEqual(['a', 'b']), WAIT);
    await recovery.stop();
    entries.push(failed('c'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(retries).toEqual(['a', 'b']);
  });

  it('stop() ends a running round before its next retry', async () => {
    // One conversation, so that one retry runs at a time.
    const entries = Array.from({ length: 20 }, (_, index) => failed(`e${index}`, { createdAt: ago(HOUR) }));
    let stopped: Promise<void> | undefined;
    const { recovery, retries } = await start(
      entries,
      () => {
        stopped ??= recovery.stop();
      },
      { everyMs: 5 },
    );
    recovery.start();
    await vi.waitFor(() => expect(stopped).toBeDefined(), WAIT);
    await stopped;
    await new Promise((resolve) => setTimeout(resolve, 100));
    // stop() was called during the first retry.
    expect(retries).toHaveLength(1);
  });

  it('go on after a failed round and report its error to onError', async () => {
    const onError = vi.fn();
    const log = await startLog([failed('a')]);
    let isDown = true;
    const searchLogs: typeof log.client.webhooks.searchLogs = (request, options) => {
      if (isDown) throw new Error('down');
      return log.client.webhooks.searchLogs(request, options);
    };
    const client = { webhooks: { ...log.client.webhooks, searchLogs } };
    const recovery = createRecovery({ client, instanceIds, everyMs: 5, onError });
    onTestFinished(() => recovery.stop());
    recovery.start();
    await vi.waitFor(() => expect(onError).toHaveBeenCalledWith(expect.objectContaining({ message: 'down' })), WAIT);
    isDown = false;
    await vi.waitFor(() => expect(log.retries).toEqual(['a']), WAIT);
  });

  it('end when the signal aborts, and run() rejects with its reason', async () => {
    const controller = new AbortController();
    const { recovery } = await start([failed('a')], undefined, { signal: controller.signal, everyMs: 5 });
    recovery.start();
    controller.abort(new Error('shutdown'));
    await expect(recovery.run()).rejects.toThrow('shutdown');
    await recovery.stop();
  });
});

it('run() recovers the other instances before it rejects with the error of one', async () => {
  const log = await startLog([failed('a')]);
  const searchLogs: typeof log.client.webhooks.searchLogs = (request, options) => {
    if (request.instanceId === 'BAD') throw new Error('no log');
    return log.client.webhooks.searchLogs(request, options);
  };
  const client = { webhooks: { ...log.client.webhooks, searchLogs } };
  await expect(createRecovery({ client, instanceIds: ['BAD', 'VZ1'] }).run()).rejects.toThrow('no log');
  expect(log.retries).toEqual(['a']);
});

it('run() returns the result of the running round', async () => {
  const { recovery, retries } = await start([failed('a')]);
  const reports = await Promise.all([recovery.run(), recovery.run()]);
  expect(reports[0]).toBe(reports[1]);
  expect(retries).toEqual(['a']);
});

it('a process that does not lead retries nothing', async () => {
  const state = { ...memoryRecoveryState(), lead: () => false };
  const { recovery, server } = await start([failed('a')], undefined, { state });
  expect(await recovery.run()).toEqual({ total: 0, retried: 0, succeeded: 0, failed: 0, givenUp: [] });
  expect(server.received).toHaveLength(0);
});

it.each([
  [{ client: {} }, '`client` is an object. It must be a VZapsClient'],
  [{ instanceIds: undefined }, '`instanceIds` is missing'],
  [{ instanceIds: [''] }, '`instanceIds` is an array'],
  [{ everyMs: 0 }, '`everyMs` is 0'],
  [{ maxAttempts: 0 }, '`maxAttempts` is 0'],
  [{ graceMs: -1 }, '`graceMs` is -1'],
  [{ since: new Date('x') }, '`since` is an object'],
  [{ state: {} }, '`state` is an object'],
  [{ onProgres: () => {} }, 'Did you mean `onProgress`?'],
])('createRecovery() refuses %o', async (wrong, message) => {
  const { client } = await startLog([]);
  expect(() => createRecovery({ client, instanceIds, ...wrong } as never)).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining(message) }),
  );
});

it('webhooks.retryFailedLogs retries oldest first and one at a time in a conversation', async () => {
  const log = await startLog([
    failed('c', { createdAt: ago(HOUR) }),
    failed('other', { createdAt: ago(2 * HOUR), chat: BOB }),
    failed('b', { createdAt: ago(3 * HOUR) }),
    failed('a', { createdAt: ago(4 * HOUR) }),
  ]);
  await log.client.webhooks.retryFailedLogs({ instanceId: 'VZ1' });
  expect(log.retries.filter((id) => id !== 'other')).toEqual(['a', 'b', 'c']);
});
