import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { now } from './event-log/line.ts';
import { printResults } from './print-results.ts';
import { NO_FINDINGS, type RunControls, runScenario } from './run-scenario.ts';
import { bySize } from './size.ts';
import { describeWithRedis, type RedisServer, startRedis } from './start-redis.ts';

const TRAFFIC = {
  deliveries: bySize(450, 4_000),
  conversations: bySize(70, 200),
  works: [0, 2, 10],
  handlerTimeoutMs: bySize(2_000, 4_000),
};
// Microseconds. A handler logs its effect shortly before its claim is completed, so that line can be older than the outage.
const MARGIN = 1_000_000;
// Milliseconds. Even a busy machine is faster, so a slower response means that a request hangs.
const HANG_MS = 15_000;

/** The faults of Redis. Each ends after the given number of milliseconds. */
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

const breakRedis =
  (redis: RedisServer) =>
  async ({ random, waitForShare, outages }: RunControls): Promise<void> => {
    for (const [index, fault] of random.shuffle(Object.values(FAULTS)).entries()) {
      await waitForShare(0.1 + index * 0.16 + 0.1 * random.next());
      const from = now() - MARGIN;
      await fault(redis, 200 + random.below(bySize(200, 600)));
      outages.push({ from, to: now() + MARGIN });
    }
  };

describeWithRedis('A Redis that stops, is killed, is silent, or refuses writes', () => {
  it('loses no event that was answered with 2xx with redisStore', async () => {
    const redis = await startRedis();
    const deployment = { webs: 2, redisPort: redis.port };
    const scenario = { name: 'outages with redisStore', ...TRAFFIC, ...deployment, disturb: breakRedis(redis) };
    const { findings, processErrors } = await runScenario(scenario);
    expect({ ...findings, allowedRepeats: [] }).toEqual(NO_FINDINGS);
    expect(processErrors).toEqual([]);
  });

  it('loses no event that was answered with 2xx with redisInbox, and every request is answered', async () => {
    const redis = await startRedis();
    const deployment = { webs: 1, workers: 3, inbox: true, redisPort: redis.port };
    const scenario = { name: 'outages with redisInbox', ...TRAFFIC, ...deployment, disturb: breakRedis(redis) };
    const { findings, processErrors, sender } = await runScenario(scenario);
    printResults('responses without Redis', { 'slowest 503 in ms': sender.slowestRefusal });
    expect({ ...findings, allowedRepeats: [] }).toEqual(NO_FINDINGS);
    expect(processErrors).toEqual([]);
    expect(sender.slowestRefusal).toBeGreaterThan(0);
    // The exact limit is tested in packages/redis, where the machine has nothing else to do.
    expect(sender.slowestRefusal).toBeLessThan(HANG_MS);
  });
});
