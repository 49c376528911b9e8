import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { describeWithRedis } from '../test/describe-with-redis.ts';
import { type RedisServer, redisServer } from '../test/redis-server.ts';
import { type Site, siteOn } from '../test/site.ts';
import { forget, newLedger, type WorkerProcess, workerProcess } from '../test/worker-process.ts';

const until = { timeout: 30_000, interval: 20 };
const leaseMs = 1_200;

describeWithRedis('worker processes', { timeout: 60_000 }, () => {
  let server: RedisServer;
  let site: Site;
  let ledger: string;
  const processes: WorkerProcess[] = [];
  const start = async (url = server.url): Promise<WorkerProcess> => {
    const worker = workerProcess({ url, prefix: site.prefix, ledger, leaseMs });
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
    const first = await start();
    for (const text of ['slow 1', 'next 1']) await site.deliver({ text });
    await vi.waitUntil(() => first.lines().includes('begin slow 1'), until);
    first.kill('SIGKILL');
    await first.exit;
    expect(first.lines()).not.toContain('end slow 1');
    const second = await start();
    await vi.waitUntil(() => second.lines().includes('end next 1'), until);
    expect(second.lines().filter((line) => line !== 'started')).toEqual([
      'begin slow 1',
      'begin slow 1',
      'end slow 1',
      'begin next 1',
      'end next 1',
    ]);
  });

  it('gives up an event that kills its workers, and goes on with what stands behind it', async () => {
    await open();
    for (const text of ['poison', 'behind it']) await site.deliver({ text });
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const worker = await start();
      await worker.exit;
      expect(worker.lines().filter((line) => line === 'begin poison')).toHaveLength(attempt);
    }
    const survivor = await start();
    await vi.waitUntil(() => survivor.lines().includes('end behind it'), until);
    expect(await site.inbox.deadLetters.list()).toMatchObject([
      { event: { text: 'poison' }, attempts: 2, reason: 'its worker died each time' },
    ]);
  });

  it('lets what runs finish at SIGTERM, begins nothing more, and ends by itself', async () => {
    await open();
    const worker = await start();
    for (const text of ['slow 1', 'next 1']) await site.deliver({ text });
    await vi.waitUntil(() => worker.lines().includes('begin slow 1'), until);
    worker.kill('SIGTERM');
    expect(await worker.exit).toBe(0);
    expect(worker.lines()).toEqual(['started', 'begin slow 1', 'end slow 1', 'closed']);
    const next = await start();
    await vi.waitUntil(() => next.lines().includes('end next 1'), until);
    expect(next.lines().filter((line) => line === 'begin slow 1')).toHaveLength(1);
  });

  it.each(['is stopped', 'is gone', 'was never there'])('ends by itself at SIGTERM while Redis %s', async (trouble) => {
    await open();
    const worker = await start(trouble === 'was never there' ? 'redis://127.0.0.1:1' : undefined);
    await site.deliver({ text: 'at work' });
    if (trouble !== 'was never there') await vi.waitUntil(() => worker.lines().includes('end at work'), until);
    if (trouble === 'is stopped') server.signal('SIGSTOP');
    if (trouble === 'is gone') await server.kill();
    const end = performance.now();
    worker.kill('SIGTERM');
    expect(await worker.exit).toBe(0);
    expect(performance.now() - end).toBeLessThan(10_000);
    if (trouble === 'is gone') await server.start();
  });
});
