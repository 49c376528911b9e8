import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { describeWithRedis } from '../test/describe-with-redis.ts';
import { fastest } from '../test/fastest.ts';
import { type RedisServer, redisServer } from '../test/redis-server.ts';
import { type Site, siteOn } from '../test/site.ts';
import { until } from '../test/until.ts';
import { forget, newLedger, type WorkerProcess, type WorkerSettings, workerProcess } from '../test/worker-process.ts';

// Longer than a process stands still, for that would be taken for its death.
const leaseMs = 3_000;

describeWithRedis('worker processes', { timeout: 120_000 }, () => {
  let server: RedisServer;
  let site: Site;
  let ledger: string;
  const processes: WorkerProcess[] = [];
  const start = async (settings: Partial<WorkerSettings> = {}): Promise<WorkerProcess> => {
    const worker = workerProcess({ url: server.url, prefix: site.prefix, ledger, leaseMs, ...settings });
    processes.push(worker);
    const before = worker.lines().filter((line) => line === 'started').length;
    await vi.waitUntil(() => worker.lines().filter((line) => line === 'started').length > before, until);
    return worker;
  };
  const open = async (): Promise<void> => {
    site = siteOn(server);
    ledger = await newLedger();
  };

  beforeAll(async () => {
    server = await redisServer();
  });
  afterEach(async () => {
    server.signal('SIGCONT');
    for (const worker of processes.splice(0)) {
      worker.kill('SIGKILL');
      await worker.exit;
    }
    await site.close();
    await forget(ledger);
  });
  afterAll(() => server?.close());

  it('takes over what a worker that was killed was at, and then what stands behind it', async () => {
    await open();
    for (const text of ['poison once', 'next 1']) await site.deliver({ text });
    const first = await start();
    expect(await first.exit).toBe(null);
    const second = await start();
    await vi.waitUntil(() => second.lines().includes('end next 1'), until);
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
    for (const text of ['poison', 'behind it']) await site.deliver({ text });
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const worker = await start({ attempts: 2 });
      await worker.exit;
      expect(worker.lines().filter((line) => line === 'begin poison')).toHaveLength(attempt);
    }
    const survivor = await start({ attempts: 2 });
    await vi.waitUntil(() => survivor.lines().includes('end behind it'), until);
    expect(await site.inbox.deadLetters.list()).toMatchObject([
      { event: { text: 'poison' }, attempts: 2, reason: 'its worker died' },
    ]);
  });

  it('lets what runs finish at SIGTERM, begins nothing more, and ends by itself', async () => {
    await open();
    const worker = await start({ handlerTimeoutMs: 60_000 });
    for (const text of ['until SIGTERM', 'next 1']) await site.deliver({ text });
    await vi.waitUntil(() => worker.lines().includes('begin until SIGTERM'), until);
    worker.kill('SIGTERM');
    expect(await worker.exit).toBe(0);
    expect(worker.lines()).toEqual(['started', 'begin until SIGTERM', 'end until SIGTERM', 'closed']);
    const next = await start();
    await vi.waitUntil(() => next.lines().includes('end next 1'), until);
    expect(next.lines().filter((line) => line === 'begin until SIGTERM')).toHaveLength(1);
  });

  it.each(['is stopped', 'is gone', 'was never there'])('ends by itself at SIGTERM while Redis %s', async (trouble) => {
    await open();
    let farewells = 0;
    const farewell = async (): Promise<number> => {
      const worker = await start(trouble === 'was never there' ? { url: 'redis://127.0.0.1:1' } : {});
      const text = `at work ${++farewells}`;
      await vi.waitUntil(async () => (await site.deliver({ text })).status === 200, until);
      if (trouble !== 'was never there') await vi.waitUntil(() => worker.lines().includes(`end ${text}`), until);
      if (trouble === 'is stopped') server.signal('SIGSTOP');
      if (trouble === 'is gone') await server.kill();
      const end = performance.now();
      worker.kill('SIGTERM');
      expect(await worker.exit).toBe(0);
      const milliseconds = performance.now() - end;
      if (trouble === 'is stopped') server.signal('SIGCONT');
      if (trouble === 'is gone') await server.start();
      return milliseconds;
    };
    expect(await fastest(10_000, farewell)).toBeLessThan(10_000);
  });
});
