import { Redis } from 'ioredis';
import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { expect, it, type TestContext, vi } from 'vitest';
import { WAIT } from '../test/wait-options.ts';
import { redisStore } from './redis-store.ts';

const queueOf = (redis: Redis): number =>
  (redis as unknown as { offlineQueue: { length: number } }).offlineQueue.length;

interface Fixture {
  readonly server: RedisServer;
  readonly redis: Redis;
}

/** Starts Redis for one test, because the tests run at the same time. */
async function startRedis(
  onTestFinished: TestContext['onTestFinished'],
  options: { maxRetriesPerRequest?: number | null; enableOfflineQueue?: boolean },
): Promise<Fixture> {
  const server = await startRedisServer();
  const redis = new Redis({ port: server.port, host: '127.0.0.1', ...options }).on('error', () => {});
  onTestFinished(async () => {
    server.signal('SIGCONT');
    redis.disconnect();
    await server.close();
  });
  return { server, redis };
}

describeWithRedis('redisStore during an outage', () => {
  it.concurrent.for([
    ['that retries for ever', 'killed', { maxRetriesPerRequest: null }],
    ['with default options', 'killed', {}],
    ['with an open socket', 'stopped', {}],
  ] as const)(
    'accumulates no commands in a connection %s while Redis is %s, and blocks no event afterwards',
    async ([, how, options], { onTestFinished }) => {
      const { server, redis } = await startRedis(onTestFinished, options);
      const store = redisStore(redis);
      expect(await store.claim('before', 60_000)).toMatchObject({ status: 'claimed' });
      if (how === 'killed') await server.stop('SIGKILL');
      else server.signal('SIGSTOP');
      const set = vi.spyOn(redis, 'set');
      await expect(store.claim('without a reply', 60_000)).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE' });
      const claims = Array.from({ length: 1_000 }, (_, i) => store.claim(`late ${i}`, 60_000));
      for (const { status } of await Promise.allSettled(claims)) expect(status).toBe('rejected');
      // A few pass, to test whether Redis is back.
      expect(set.mock.calls.length).toBeLessThan(20);
      expect(queueOf(redis)).toBeLessThan(20);
      if (how === 'killed') await server.start();
      else server.signal('SIGCONT');
      for (const key of ['without a reply', 'late 0', 'late 1', 'late 999']) {
        await vi.waitFor(async () => expect(await store.claim(key, 60_000)).toMatchObject({ status: 'claimed' }), WAIT);
      }
      // In the end all claims pass, and not only those that test whether Redis is back.
      let round = 0;
      await vi.waitFor(() => {
        round += 1;
        return Promise.all([1, 2, 3, 4, 5].map((i) => store.claim(`after ${round} ${i}`, 60_000)));
      }, WAIT);
    },
  );

  it.concurrent('completes an event as soon as Redis is back, also on a connection that does not retry', async ({
    onTestFinished,
  }) => {
    const { server, redis } = await startRedis(onTestFinished, { maxRetriesPerRequest: 0, enableOfflineQueue: false });
    await vi.waitUntil(() => redis.status === 'ready', WAIT);
    const store = redisStore(redis);
    const { token } = (await store.claim('handled', 600_000)) as { token: string };
    await server.stop('SIGKILL');
    await expect(store.complete('handled', token)).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE' });
    await server.start();
    await vi.waitFor(async () => expect(await store.claim('handled', 60_000)).toEqual({ status: 'done' }), WAIT);
  });

  it.concurrent('completes an event as soon as Redis accepts writes again', async ({ onTestFinished }) => {
    const { redis } = await startRedis(onTestFinished, {});
    const store = redisStore(redis);
    const { token } = (await store.claim('handled', 600_000)) as { token: string };
    await redis.config('SET', 'min-replicas-to-write', 1);
    await expect(store.complete('handled', token)).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE' });
    await redis.config('SET', 'min-replicas-to-write', 0);
    await vi.waitFor(async () => expect(await store.claim('handled', 60_000)).toEqual({ status: 'done' }), WAIT);
  });
});
