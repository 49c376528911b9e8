import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { beforeAll, expect, it, type TestContext, vi } from 'vitest';
import { bundleProgram } from '../../test/bundle-worker.ts';
import { fastestOf } from '../../test/fastest-of.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { WAIT } from '../../test/wait-options.ts';
import {
  createWorkerLog,
  deleteWorkerLog,
  startWorkerProcess,
  type WorkerProcess,
  type WorkerSettings,
} from '../../test/worker-process.ts';

// This is longer than a busy machine pauses a process. Otherwise a pause would count as a crash.
const leaseMs = 3_000;

interface Fixture {
  readonly redis: RedisServer;
  readonly app: TestApp;
  /** Starts a worker, and waits until it has started. */
  start(settings?: Partial<WorkerSettings>): Promise<WorkerProcess>;
  /** Lets the next workers write into a new log. */
  renewLog(): Promise<void>;
}

/** What one test needs, because the tests run at the same time: Redis, an application, and workers that write into one log. */
async function createFixture(onTestFinished: TestContext['onTestFinished']): Promise<Fixture> {
  const redis = await startRedisServer();
  const app = createTestApp(redis);
  const logs = [await createWorkerLog()];
  const processes: WorkerProcess[] = [];
  onTestFinished(async () => {
    redis.signal('SIGCONT');
    for (const worker of processes) {
      worker.kill('SIGKILL');
      await worker.exit;
    }
    await app.close();
    await redis.close();
    for (const log of logs) await deleteWorkerLog(log);
  });
  return {
    redis,
    app,
    async start(settings = {}) {
      const log = logs.at(-1) ?? '';
      const worker = startWorkerProcess({ url: redis.url, prefix: app.prefix, log, leaseMs, ...settings });
      processes.push(worker);
      const countStarted = (): number => worker.lines().filter((line) => line === 'started').length;
      const before = countStarted();
      await vi.waitUntil(() => countStarted() > before, WAIT);
      return worker;
    },
    async renewLog() {
      logs.push(await createWorkerLog());
    },
  };
}

// Most of the time these tests wait for a lease.
describeWithRedis('A worker process', { timeout: 120_000 }, () => {
  beforeAll(() => bundleProgram('worker'));

  it.concurrent('takes over the event of a killed worker, and then the events behind it', async ({
    onTestFinished,
  }) => {
    const { app, start } = await createFixture(onTestFinished);
    for (const text of ['kill once', 'next 1']) await app.deliver({ text });
    const first = await start();
    expect(await first.exit).toBe(null);
    const second = await start();
    await vi.waitUntil(() => second.lines().includes('end next 1'), WAIT);
    expect(second.lines().filter((line) => line !== 'started')).toEqual([
      'begin kill once',
      'begin kill once',
      'end kill once',
      'begin next 1',
      'end next 1',
    ]);
  });

  it.concurrent('moves an event that kills every worker to the dead letters, and handles the events behind it', async ({
    onTestFinished,
  }) => {
    const { app, start } = await createFixture(onTestFinished);
    for (const text of ['kill', 'behind it']) await app.deliver({ text });
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const worker = await start({ attempts: 2 });
      await worker.exit;
      expect(worker.lines().filter((line) => line === 'begin kill')).toHaveLength(attempt);
    }
    const survivor = await start({ attempts: 2 });
    await vi.waitUntil(() => survivor.lines().includes('end behind it'), WAIT);
    expect(await app.inbox.deadLetters.list()).toMatchObject([
      { event: { text: 'kill' }, attempts: 2, reason: 'its worker died' },
    ]);
  });

  it.concurrent('runs an event alone after its process ended, and moves only the event that kills to the dead letters', async ({
    onTestFinished,
  }) => {
    const { app, start } = await createFixture(onTestFinished);
    const beside = ['slow 1', 'slow 2', 'slow 3'];
    for (const [index, text] of ['kill later', ...beside].entries()) {
      await app.deliver({ text, phone: `551190000000${index}` });
    }
    const attempts = 1;
    let worker = await start({ attempts });
    const { lines } = worker;
    const isDone = () => beside.every((text) => lines().includes(`end ${text}`));
    for (let runs = 1; runs < 4; runs += 1) {
      const exited = worker.exit.then(() => true);
      const finished = vi.waitUntil(async () => isDone() && (await app.inbox.deadLetters.list()).length > 0, WAIT);
      if (!(await Promise.race([exited, finished.then(() => false)]))) break;
      finished.catch(() => {});
      worker = await start({ attempts });
    }
    // The crash was no attempt of the events beside it: each was handled, although it has only one attempt.
    expect(await app.inbox.deadLetters.list()).toMatchObject([
      { event: { text: 'kill later' }, attempts: 1, reason: 'its worker died' },
    ]);
    const processLines = `${lines().join('\n')}\n`.split('started\n').slice(1);
    expect(processLines[0]?.trim().split('\n').sort()).toEqual([
      'begin kill later',
      'begin slow 1',
      'begin slow 2',
      'begin slow 3',
    ]);
    // Afterwards, each event that begins has ended before the next one begins.
    for (const text of processLines
      .slice(1)
      .join('')
      .trim()
      .split(/\n(?=begin)/)) {
      expect(text).toMatch(/^begin (slow \d)\nend \1$|^begin kill later$/);
    }
    expect(lines().filter((line) => line === 'begin kill later')).toHaveLength(2);
    expect(await app.inbox.stats()).toMatchObject({ waiting: 0, active: 0, delayed: 0, dead: 1, oldestMs: 0 });
  });

  it.concurrent('handles the event of a killed worker again within 1.5 times leaseMs plus 2 seconds, with the claim in redisStore', async ({
    onTestFinished,
  }) => {
    const { app, start, renewLog } = await createFixture(onTestFinished);
    const limit = 1.5 * 2_000 + 2_000;
    let rounds = 0;
    const measureTakeover = async (): Promise<number> => {
      rounds += 1;
      await renewLog();
      const settings = { leaseMs: 2_000, handlerTimeoutMs: 60_000 };
      const first = await start(settings);
      await app.deliver({ text: 'kill once', messageId: `ROUND${rounds}` });
      await first.exit;
      const killedAt = performance.now();
      const next = await start(settings);
      await vi.waitUntil(() => next.lines().includes('end kill once'), WAIT);
      const milliseconds = performance.now() - killedAt;
      next.kill('SIGKILL');
      await next.exit;
      return milliseconds;
    };
    expect(await fastestOf(limit, measureTakeover)).toBeLessThan(limit);
  });

  it.concurrent('finishes the running handler at SIGTERM, starts no further event, and exits', async ({
    onTestFinished,
  }) => {
    const { app, start } = await createFixture(onTestFinished);
    const worker = await start({ handlerTimeoutMs: 60_000 });
    for (const text of ['wait for SIGTERM', 'next 1']) await app.deliver({ text });
    await vi.waitUntil(() => worker.lines().includes('begin wait for SIGTERM'), WAIT);
    worker.kill('SIGTERM');
    expect(await worker.exit).toBe(0);
    expect(worker.lines()).toEqual(['started', 'begin wait for SIGTERM', 'end wait for SIGTERM', 'closed']);
    const next = await start();
    await vi.waitUntil(() => next.lines().includes('end next 1'), WAIT);
    expect(next.lines().filter((line) => line === 'begin wait for SIGTERM')).toHaveLength(1);
  });

  it.concurrent.for(['is stopped', 'is killed', 'was never there'])(
    'exits at SIGTERM while Redis %s',
    async (state, { onTestFinished }) => {
      const { redis, app, start } = await createFixture(onTestFinished);
      let rounds = 0;
      const measureExit = async (): Promise<number> => {
        const worker = await start(state === 'was never there' ? { url: 'redis://127.0.0.1:1' } : {});
        const text = `round ${++rounds}`;
        await vi.waitUntil(async () => (await app.deliver({ text })).status === 200, WAIT);
        if (state !== 'was never there') await vi.waitUntil(() => worker.lines().includes(`end ${text}`), WAIT);
        if (state === 'is stopped') redis.signal('SIGSTOP');
        if (state === 'is killed') await redis.stop('SIGKILL');
        const startedAt = performance.now();
        worker.kill('SIGTERM');
        expect(await worker.exit).toBe(0);
        const milliseconds = performance.now() - startedAt;
        if (state === 'is stopped') redis.signal('SIGCONT');
        if (state === 'is killed') await redis.start();
        return milliseconds;
      };
      expect(await fastestOf(10_000, measureExit)).toBeLessThan(10_000);
    },
  );
});
