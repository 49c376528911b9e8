import type { Redis } from 'ioredis';
import { afterEach, expect, it, vi } from 'vitest';
import { describeWithRedis } from '../test/describe-with-redis.ts';
import { type RedisServer, redisServer } from '../test/redis-server.ts';
import { until } from '../test/until.ts';
import { redisStore } from './redis-store.ts';

describeWithRedis('at its first claim', () => {
  let server: RedisServer;
  afterEach(() => server.close());

  /** What was said once some claims were made, and whatever Redis was asked before is answered. */
  async function warningsOf(redis: Redis): Promise<string[]> {
    const warnings: string[] = [];
    const store = redisStore(redis, { onWarning: ({ code }) => warnings.push(code) });
    for (const key of ['1', '2', '3']) await store.claim(key, 1_000);
    await redis.ping();
    return warnings;
  }

  it('redisStore warns when Redis may lose what was claimed, once', async () => {
    server = await redisServer('--appendonly', 'no', '--maxmemory-policy', 'allkeys-lru');
    expect(await warningsOf(server.connect())).toEqual(['REDIS_NOT_DURABLE', 'REDIS_NOT_DURABLE']);
  });

  it('redisStore is silent when Redis will not', async () => {
    server = await redisServer();
    expect(await warningsOf(server.connect())).toEqual([]);
  });

  it('redisStore is silent when Redis does not tell', async () => {
    server = await redisServer('--appendonly', 'no');
    const redis = server.connect();
    await redis.call('ACL', 'SETUSER', 'default', '-info');
    expect(await warningsOf(redis)).toEqual([]);
  });

  it('redisStore warns through Node where nobody listens', async () => {
    server = await redisServer('--appendonly', 'no');
    const warned = vi.fn();
    process.on('warning', warned);
    await redisStore(server.connect()).claim('1', 1_000);
    await vi.waitUntil(() => warned.mock.calls.length > 0, until);
    process.off('warning', warned);
    expect(warned.mock.calls.map(([{ code }]) => code)).toEqual(['REDIS_NOT_DURABLE']);
  });
});
