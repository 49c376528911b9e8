import { randomUUID } from 'node:crypto';
import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { samplePayload } from '@vzaps/testing';
import { Cluster, Redis } from 'ioredis';
import { Redis as Redis5 } from 'ioredis5';
import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type RedisConnection, redisInbox, redisStore } from '../index.ts';
import { WAIT } from '../test/wait-options.ts';

describeWithRedis('redisInbox', () => {
  let server: RedisServer;
  const closing: (() => unknown)[] = [];
  beforeEach(async () => {
    server = await startRedisServer();
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    await server.close();
  });

  /** Stores an event, waits until it is handled, and closes the inbox. */
  async function roundTrip(connection: RedisConnection): Promise<void> {
    const inbox = redisInbox({ connection });
    const handled = vi.fn();
    inbox.startWorker(createReceiver({ verify: unsafeSkipVerification(), instanceId: 'VZ1' }).on('Message', handled));
    expect(
      await inbox.add({ key: randomUUID(), conversation: 'VZ1|2', partial: false, raw: samplePayload('Message') }),
    ).toBe('queued');
    await vi.waitUntil(() => handled.mock.calls.length === 1, WAIT);
    await inbox.close();
  }

  it.each<[string, () => RedisConnection]>([
    ['a URL', () => server.url],
    ['options', () => ({ host: '127.0.0.1', port: server.port, lazyConnect: true })],
    ['an instance', () => server.connect()],
    ['an instance of ioredis 5', () => open(new Redis5(server.url))],
    ['an instance with a key prefix', () => open(new Redis(server.url, { keyPrefix: 'mine:' }))],
    ['an instance that is not connected', () => open(new Redis(server.url, { lazyConnect: true }))],
  ])('accepts %s as its connection, and closes only its own connections', async (_, connection) => {
    const probe = server.connect();
    const value = connection();
    await vi.waitUntil(() => ['ready', 'wait', 'none'].includes(statusOf(value)), WAIT);
    const [clients, status] = [await clientsOf(probe), statusOf(value)];
    await roundTrip(value);
    expect(statusOf(value)).toBe(status);
    await vi.waitFor(async () => expect(await clientsOf(probe)).toBe(clients), WAIT);
  });

  it('puts the key prefix of the instance before its own prefix', async () => {
    await roundTrip(open(new Redis(server.url, { keyPrefix: 'mine:' })));
    expect((await server.connect().keys('*')).filter((key) => !key.startsWith('{mine:vzaps}:'))).toEqual([]);
  });

  it('works with the permissions that the guide names, like redisStore', async () => {
    const admin = server.connect();
    const permissions = ['~{vzaps}*', '~vzaps:*', '+@all', '-@dangerous', '+info'];
    await admin.call('ACL', 'SETUSER', 'app', 'on', '>password', ...permissions);
    const url = `redis://app:password@127.0.0.1:${server.port}`;
    await roundTrip(url);
    const inbox = redisInbox({ connection: url });
    closing.push(() => inbox.close());
    expect(await inbox.stats()).toMatchObject({ dead: 0 });
    expect(await inbox.deadLetters.replay()).toBe(0);
    expect(await inbox.forget(['VZ1|A'])).toBe(0);
    const store = redisStore(open(new Redis(url)));
    expect(await store.claim('VZ1|A', 60_000)).toMatchObject({ status: 'claimed' });
    await expect(open(new Redis(url)).set('other', '1')).rejects.toThrow('NOPERM');
  });

  it('works on a cluster, like redisStore', async () => {
    await server.close();
    server = await startRedisServer('--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1');
    const node = server.connect();
    await node.cluster('ADDSLOTSRANGE', 0, 16_383);
    await vi.waitUntil(async () => String(await node.cluster('INFO')).includes('cluster_state:ok'), WAIT);
    const cluster = new Cluster([server.url]);
    closing.push(() => cluster.disconnect());
    const store = redisStore(cluster);
    const claims = await Promise.all([1, 2, 3, 1, 2, 3].map((key) => store.claim(`VZ1|${key}`, 600_000)));
    expect(claims.filter(({ status }) => status === 'claimed')).toHaveLength(3);
    await roundTrip(cluster);
    expect(cluster.status).toBe('ready');
  });

  function open<T extends { disconnect(): void }>(redis: T): T {
    closing.push(() => redis.disconnect());
    return redis;
  }
});

async function clientsOf(redis: Redis): Promise<number> {
  return String(await redis.client('LIST'))
    .trim()
    .split('\n').length;
}

function statusOf(connection: RedisConnection): string {
  return typeof connection === 'object' && 'status' in connection ? String(connection.status) : 'none';
}
