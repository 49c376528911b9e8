import { afterEach, describe, expect, it, vi } from 'vitest';
import { durabilityOf } from '../durability.ts';
import { redisInbox } from '../index.ts';
import { describeWithRedis } from '../test/describe-with-redis.ts';
import { type RedisServer, redisServer } from '../test/redis-server.ts';
import { until } from '../test/until.ts';

describeWithRedis('at start', () => {
  let server: RedisServer;
  afterEach(() => server?.close());

  const warningsOf = async (): Promise<string[]> => {
    const warnings: string[] = [];
    const inbox = redisInbox({ connection: server.url, onWarning: ({ message }) => warnings.push(message) });
    // What was asked first is answered first.
    await inbox.add({ partial: false, raw: {} });
    await inbox.deadLetters.list();
    await inbox.close();
    return warnings;
  };

  it('warns, with the cure, when Redis may lose what it took', async () => {
    server = await redisServer('--appendonly', 'no', '--maxmemory-policy', 'allkeys-lru');
    expect(await warningsOf()).toEqual([
      expect.stringContaining('`appendonly yes`'),
      expect.stringMatching(/allkeys-lru.*`maxmemory-policy noeviction`/),
    ]);
  });

  it('is silent when it will not', async () => {
    server = await redisServer();
    expect(await warningsOf()).toEqual([]);
  });

  it('warns through Node where nobody listens', async () => {
    server = await redisServer('--appendonly', 'no');
    const warned = vi.fn();
    process.on('warning', warned);
    const inbox = redisInbox({ connection: { host: '127.0.0.1', port: server.port } });
    await vi.waitUntil(() => warned.mock.calls.length > 0, until);
    process.off('warning', warned);
    await inbox.close();
    expect(warned.mock.calls.map(([warning]) => warning.code)).toEqual(['REDIS_NOT_DURABLE']);
  });
});

describe('durabilityOf', () => {
  it('guesses nothing where INFO tells nothing', () => {
    expect(durabilityOf('')).toEqual([]);
    expect(durabilityOf('# Server\r\nredis_version:7.0.15\r\n')).toEqual([]);
  });
});
