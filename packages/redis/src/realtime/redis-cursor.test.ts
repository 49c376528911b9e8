import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { describeWithRedis, startRedisServer } from 'redis-test-server';
import { expect, it, onTestFinished, vi } from 'vitest';
import { WAIT } from '../test/wait-options.ts';
import { redisCursor } from './redis-cursor.ts';

describeWithRedis('redisCursor', () => {
  async function start() {
    const server = await startRedisServer('--appendfsync', 'always');
    const redis = new Redis(server.url, { retryStrategy: () => 20 }).on('error', () => {});
    onTestFinished(async () => {
      redis.disconnect();
      await server.close();
    });
    return { server, redis };
  }

  it('returns the last id of each instance to every process with its prefix', async () => {
    const { server, redis } = await start();
    const prefix = randomUUID();
    const cursor = redisCursor(redis, { prefix });
    expect(await cursor.load('VZ1')).toBeUndefined();
    for (const id of ['evt_1', 'evt_2']) await cursor.save('VZ1', id);
    await cursor.save('VZ2', 'evt_3');
    const other = redisCursor(server.connect(), { prefix });
    expect(await other.load('VZ1')).toBe('evt_2');
    expect(await other.load('VZ2')).toBe('evt_3');
    expect(await redisCursor(redis).load('VZ1')).toBeUndefined();
  });

  it('rejects while Redis is down, and has the last id after a restart', async () => {
    const { server, redis } = await start();
    const cursor = redisCursor(redis);
    await cursor.save('VZ1', 'evt_1');
    await server.stop('SIGKILL');
    await expect(cursor.load('VZ1')).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE' });
    await server.start();
    await vi.waitFor(async () => expect(await cursor.load('VZ1')).toBe('evt_1'), WAIT);
    server.signal('SIGSTOP');
    await expect(cursor.save('VZ1', 'evt_2')).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE' });
    server.signal('SIGCONT');
    await vi.waitFor(async () => expect(await cursor.load('VZ1')).toBe('evt_2'), WAIT);
  });
});
