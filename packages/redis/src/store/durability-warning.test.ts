import type { Redis } from 'ioredis';
import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { afterEach, expect, it, vi } from 'vitest';
import { WAIT } from '../test/wait-options.ts';
import { redisStore } from './redis-store.ts';

describeWithRedis('redisStore at its first claim', () => {
  let server: RedisServer;
  afterEach(() => server.close());

  /** Makes some claims and returns the warnings. */
  async function collectWarnings(redis: Redis): Promise<string[]> {
    const warnings: string[] = [];
    const store = redisStore(redis, { onWarning: ({ message }) => warnings.push(message) });
    for (const key of ['1', '2', '3']) await store.claim(key, 1_000);
    // Redis replies in order, so it has replied to INFO after this.
    await redis.ping();
    return warnings;
  }

  it('warns once with all solutions when Redis can lose claims', async () => {
    server = await startRedisServer('--appendonly', 'no', '--maxmemory-policy', 'allkeys-lru');
    expect(await collectWarnings(server.connect())).toEqual([
      expect.stringMatching(/`appendonly yes`.*allkeys-lru.*`maxmemory-policy noeviction`/),
    ]);
  });

  it('does not warn when Redis is durable', async () => {
    server = await startRedisServer();
    expect(await collectWarnings(server.connect())).toEqual([]);
  });

  it('does not warn when Redis forbids INFO', async () => {
    server = await startRedisServer('--appendonly', 'no');
    const redis = server.connect();
    await redis.call('ACL', 'SETUSER', 'default', '-info');
    expect(await collectWarnings(redis)).toEqual([]);
  });

  it('warns through process.emitWarning by default', async () => {
    server = await startRedisServer('--appendonly', 'no');
    const onProcessWarning = vi.fn();
    process.on('warning', onProcessWarning);
    await redisStore(server.connect()).claim('1', 1_000);
    await vi.waitUntil(() => onProcessWarning.mock.calls.length > 0, WAIT);
    process.off('warning', onProcessWarning);
    expect(onProcessWarning.mock.calls.map(([{ code }]) => code)).toEqual(['REDIS_NOT_DURABLE']);
  });
});
