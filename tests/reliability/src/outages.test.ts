import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { slowestAnswer } from './http/slowest-answer.ts';
import { clock } from './ledger/line.ts';
import { printFigures } from './print-figures.ts';
import { describeWithRedis, type RedisServer, startRedis } from './redis/redis-server.ts';
import { type Course, NOTHING, runTraffic } from './run-traffic.ts';

const TRAFFIC = {
  deliveries: 4_000,
  conversations: 200,
  works: [0, 2, 10],
  handlerTimeoutMs: 1_500,
  twinWindowMs: 1_000,
};
// Claims that could not be kept may be lost a little before and after.
const MARGIN = 2_000_000;

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
    expect({ ...found, excused: [], mistaken: [] }).toEqual(NOTHING);
    expect(trouble).toEqual([]);
  });

  it('costs nothing that was answered with 2xx, and is told within two seconds: redisInbox', async () => {
    const redis = await startRedis();
    const site = { webs: 1, workers: 3, inbox: true, redisPort: redis.port };
    let slowest = 0;
    const meanwhile = async (course: Course): Promise<void> => {
      const outages = failing(redis)(course);
      slowest = await slowestAnswer(course.site.ports[0] as number, outages);
      await outages;
    };
    const run = { name: 'outages with redisInbox', ...TRAFFIC, ...site, meanwhile };
    const { found, trouble, sender } = await runTraffic(run);
    printFigures('answers while Redis is silent', {
      'ms of a 503': sender.slowestRefusal,
      'ms without Redis': slowest,
    });
    expect({ ...found, excused: [], mistaken: [] }).toEqual(NOTHING);
    expect(trouble).toEqual([]);
    expect(sender.slowestRefusal).toBeGreaterThan(0);
    // A busy machine is slow by itself: what needs no Redis tells by how much.
    expect(sender.slowestRefusal).toBeLessThan(2_000 + slowest);
  });
});
