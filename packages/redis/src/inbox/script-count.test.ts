import type { Redis } from 'ioredis';
import { describeWithRedis } from 'redis-test-server';
import { expect, it, vi } from 'vitest';
import { useRedis } from '../test/use-redis.ts';
import { WAIT } from '../test/wait-options.ts';

const EVENTS = 300;

/** How many scripts Redis has run. */
async function countScripts(redis: Redis): Promise<number> {
  const calls = (await redis.info('commandstats')).matchAll(/^cmdstat_eval(?:sha)?:calls=(\d+)/gm);
  return [...calls].reduce((sum, [, count]) => sum + Number(count), 0);
}

describeWithRedis('The inbox with redisStore', () => {
  const testRedis = useRedis();

  it.each([1, 20, EVENTS])(
    'runs one script to store an event and two to handle it (conversations: %i)',
    async (count) => {
      const app = testRedis.app();
      const redis = testRedis.server.connect();
      const atStart = await countScripts(redis);
      const deliver = (i: number) => app.deliver({ phone: `55119000${10_000 + (i % count)}` });
      for (let i = 0; i < EVENTS; i += 50) await Promise.all(Array.from({ length: 50 }, (_, j) => deliver(i + j)));
      const stored = await countScripts(redis);
      let handled = 0;
      app.startWorker(
        () => {
          handled += 1;
        },
        { concurrency: 10 },
      );
      await vi.waitUntil(() => handled === EVENTS, WAIT);
      await vi.waitUntil(async () => (await app.inbox.stats()).active === 0, WAIT);
      const perStored = (stored - atStart) / EVENTS;
      const perHandled = ((await countScripts(redis)) - stored) / EVENTS;
      // Each slot also asks once and finds nothing, and an idle worker asks every two seconds.
      expect(perStored).toBeGreaterThanOrEqual(1);
      expect(perStored).toBeLessThan(1.1);
      expect(perHandled).toBeLessThan(2.2);
    },
  );
});
