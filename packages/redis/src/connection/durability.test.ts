import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { redisInbox } from '../index.ts';
import { WAIT } from '../test/wait-options.ts';
import { findDurabilityProblem } from './durability.ts';

describeWithRedis('redisInbox at start', () => {
  let server: RedisServer;
  afterEach(() => server?.close());

  const collectWarnings = async (): Promise<string[]> => {
    const warnings: string[] = [];
    const inbox = redisInbox({ connection: server.url, onWarning: ({ message }) => warnings.push(message) });
    // Redis replies in order, so it has replied to INFO after these.
    await inbox.add({ partial: false, raw: {} });
    await inbox.deadLetters.list();
    await inbox.close();
    return warnings;
  };

  it('warns once with all solutions when Redis can lose stored events', async () => {
    server = await startRedisServer('--appendonly', 'no', '--maxmemory-policy', 'allkeys-lru');
    expect(await collectWarnings()).toEqual([
      expect.stringMatching(/`appendonly yes`.*allkeys-lru.*`maxmemory-policy noeviction`/),
    ]);
  });

  it('does not warn when Redis is durable', async () => {
    server = await startRedisServer();
    expect(await collectWarnings()).toEqual([]);
  });

  it('warns through process.emitWarning by default', async () => {
    server = await startRedisServer('--appendonly', 'no');
    const onProcessWarning = vi.fn();
    process.on('warning', onProcessWarning);
    const inbox = redisInbox({ connection: { host: '127.0.0.1', port: server.port } });
    await vi.waitUntil(() => onProcessWarning.mock.calls.length > 0, WAIT);
    process.off('warning', onProcessWarning);
    await inbox.close();
    expect(onProcessWarning.mock.calls.map(([warning]) => warning.code)).toEqual(['REDIS_NOT_DURABLE']);
  });
});

describe('findDurabilityProblem', () => {
  it('finds no problem when INFO contains no setting', () => {
    expect(findDurabilityProblem('')).toBeUndefined();
    expect(findDurabilityProblem('# Server\r\nredis_version:7.0.15\r\n')).toBeUndefined();
  });
});
