import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { clock } from './ledger/line.ts';
import { printFigures } from './print-figures.ts';
import { describeWithRedis, type RedisServer, startRedis } from './redis/redis-server.ts';
import { type Course, NOTHING, runTraffic } from './run-traffic.ts';

const TRAFFIC = {
  deliveries: 4_000,
  conversations: 200,
  works: [0, 2, 10],
  handlerTimeoutMs: 4_000,
};
// Microseconds: a handler that ran into the outage had its effect a little before.
const MARGIN = 1_000_000;
// Milliseconds: no machine is so busy.
const HANGS = 15_000;

/** Ways for Redis to fail, each for so many milliseconds. */
const FAULTS: Record<string, (redis: RedisServer, milliseconds: number) => Promise<void>> = {
  async killed(redis, milliseconds) {
    await redis.stop('SIGKILL');
    await sleep(milliseconds);
    await redis.start();
  },
  async stopped(redis, milliseconds) {
    await redis.stop('SIGTERM');
    await sleep(milliseconds);
    await redis.start();
  },
  async silent(redis, milliseconds) {
    redis.signal('SIGSTOP');
    await sleep(milliseconds + 2_000);
    redis.signal('SIGCONT');
  },
  async 'without replicas'(redis, milliseconds) {
    await redis.set('min-replicas-to-write', '1');
    await sleep(milliseconds);
    await redis.set('min-replicas-to-write', '0');
  },
  async full(redis, milliseconds) {
    await redis.set('maxmemory', '1');
    await sleep(milliseconds);
    await redis.set('maxmemory', '0');
  },
};

const failing =
  (redis: RedisServer) =>
  async ({ random, reached, outages }: Course): Promise<void> => {
    for (const [index, fault] of random.shuffle(Object.values(FAULTS)).entries()) {
      await reached(0.1 + index * 0.16 + 0.1 * random.next());
      const from = clock() - MARGIN;
      await fault(redis, 200 + random.below(600));
      outages.push({ from, to: clock() + MARGIN });
    }
  };

describeWithRedis('Redis that stops, is killed, hangs, and refuses writes', () => {
  it('costs nothing that was answered with 2xx: redisStore', async () => {
    const redis = await startRedis();
    const site = { webs: 2, redisPort: redis.port };
    const run = { name: 'outages with redisStore', ...TRAFFIC, ...site, meanwhile: failing(redis) };
    const { found, trouble } = await runTraffic(run);
    expect({ ...found, excused: [] }).toEqual(NOTHING);
    expect(trouble).toEqual([]);
  });

  it('costs nothing that was answered with 2xx, and leaves nobody waiting: redisInbox', async () => {
    const redis = await startRedis();
    const site = { webs: 1, workers: 3, inbox: true, redisPort: redis.port };
    const run = { name: 'outages with redisInbox', ...TRAFFIC, ...site, meanwhile: failing(redis) };
    const { found, trouble, sender } = await runTraffic(run);
    printFigures('answers without Redis', { 'ms of the slowest 503': sender.slowestRefusal });
    expect({ ...found, excused: [] }).toEqual(NOTHING);
    expect(trouble).toEqual([]);
    expect(sender.slowestRefusal).toBeGreaterThan(0);
    // How soon exactly is shown where the machine has nothing else to do, in packages/redis.
    expect(sender.slowestRefusal).toBeLessThan(HANGS);
  });
});
