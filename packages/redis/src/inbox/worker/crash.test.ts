import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { fastestOf } from '../../test/fastest-of.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { WAIT } from '../../test/wait-options.ts';
import {
  forget,
  newLedger,
  type WorkerProcess,
  type WorkerSettings,
  workerProcess,
} from '../../test/worker-process.ts';

// Longer than a process stands still, for that would be taken for its death.
const leaseMs = 3_000;

describeWithRedis('worker processes', { timeout: 120_000 }, () => {
  let server: RedisServer;
  let app: TestApp;
  let ledger: string;
  const processes: WorkerProcess[] = [];
  const start = async (settings: Partial<WorkerSettings> = {}): Promise<WorkerProcess> => {
    const worker = workerProcess({ url: server.url, prefix: app.prefix, ledger, leaseMs, ...settings });
    processes.push(worker);
    const before = worker.lines().filter((line) => line === 'started').length;
    await vi.waitUntil(() => worker.lines().filter((line) => line === 'started').length > before, WAIT);
    return worker;
  };
  const open = async (): Promise<void> => {
    app = createTestApp(server);
    ledger = await newLedger();
  };

  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterEach(async () => {
    server.signal('SIGCONT');
    for (const worker of processes.splice(0)) {
      worker.kill('SIGKILL');
      await worker.exit;
    }
    await app.close();
    await forget(ledger);
  });
  afterAll(() => server?.close());

  it('takes over what a worker that was killed was at, and then what stands behind it', async () => {
    await open();
    for (const text of ['poison once', 'next 1']) await app.deliver({ text });
    const first = await start();
    expect(await first.exit).toBe(null);
    const second = await start();
    await vi.waitUntil(() => second.lines().includes('end next 1'), WAIT);
    expect(second.lines().filter((line) => line !== 'started')).toEqual([
      'begin poison once',
      'begin poison once',
      'end poison once',
      'begin next 1',
      'end next 1',
    ]);
  });

  it('gives up an event that kills its workers, and goes on with what stands behind it', async () => {
    await open();
    for (const text of ['poison', 'behind it']) await app.deliver({ text });
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const worker = await start({ attempts: 2 });
      await worker.exit;
      expect(worker.lines().filter((line) => line === 'begin poison')).toHaveLength(attempt);
    }
    const survivor = await start({ attempts: 2 });
    await vi.waitUntil(() => survivor.lines().includes('end behind it'), WAIT);
    expect(await app.inbox.deadLetters.list()).toMatchObject([
      { event: { text: 'poison' }, attempts: 2, reason: 'its worker died' },
    ]);
  });

  it('lets what runs finish at SIGTERM, begins nothing more, and ends by itself', async () => {
    await open();
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

  it.each(['is stopped', 'is gone', 'was never there'])('ends by itself at SIGTERM while Redis %s', async (trouble) => {
    await open();
    let farewells = 0;
    const farewell = async (): Promise<number> => {
      const worker = await start(trouble === 'was never there' ? { url: 'redis://127.0.0.1:1' } : {});
      const text = `at work ${++farewells}`;
      await vi.waitUntil(async () => (await app.deliver({ text })).status === 200, WAIT);
      if (trouble !== 'was never there') await vi.waitUntil(() => worker.lines().includes(`end ${text}`), WAIT);
      if (trouble === 'is stopped') server.signal('SIGSTOP');
      if (trouble === 'is gone') await server.stop('SIGKILL');
      const end = performance.now();
      worker.kill('SIGTERM');
      expect(await worker.exit).toBe(0);
      const milliseconds = performance.now() - end;
      if (trouble === 'is stopped') server.signal('SIGCONT');
      if (trouble === 'is gone') await server.start();
      return milliseconds;
    };
    expect(await fastestOf(10_000, farewell)).toBeLessThan(10_000);
  });
});
