import type { IdempotencyStore } from '@vzaps/core/webhooks';
import { Redis } from 'ioredis';
import { Redis as Redis5 } from 'ioredis5';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { describeWithRedis } from '../test/describe-with-redis.ts';
import { type RedisServer, redisServer } from '../test/redis-server.ts';
import { redisStore } from './redis-store.ts';

const claimed = { status: 'claimed', token: expect.any(String) };

describeWithRedis('redisStore', () => {
  let server: RedisServer;
  let redis: Redis;
  let keys = 0;
  /** No test sees what another left. */
  const key = (): string => `VZ1|key ${++keys}`;
  const tokenOf = async (store: IdempotencyStore, of: string, leaseMs = 10_000): Promise<string> =>
    ((await store.claim(of, leaseMs)) as { token: string }).token;

  beforeAll(async () => {
    server = await redisServer();
    redis = server.connect();
  });
  afterAll(() => server?.close());

  it('gives an event to one of two processes that ask at once, and to the other when it was given back', async () => {
    const stores = [redisStore(redis), redisStore(server.connect())];
    for (let round = 0; round < 50; round += 1) {
      const contested = key();
      const claims = await Promise.all([...stores, ...stores].map((store) => store.claim(contested, 10_000)));
      const [winner, ...others] = claims.filter((claim) => claim.status === 'claimed');
      expect(others).toEqual([]);
      expect(claims.filter((claim) => claim.status === 'busy')).toHaveLength(3);
      expect(await stores[1]?.release(contested, (winner as { token: string }).token)).toBe(true);
      expect(await stores[1]?.claim(contested, 10_000)).toEqual(claimed);
    }
  });

  it('remembers what was done, for as long as it is told', async () => {
    const store = redisStore(redis, { ttlMs: 200 });
    const event = key();
    expect(await store.complete(event, await tokenOf(store, event))).toBe(true);
    expect(await store.claim(event, 10_000)).toEqual({ status: 'done' });
    await vi.waitFor(async () => expect(await store.claim(event, 10_000)).toEqual(claimed), 2_000);
  });

  it('gives an event away when its lease has ended, and heeds the old token no more', async () => {
    const store = redisStore(redis);
    const event = key();
    const old = await tokenOf(store, event, 100);
    expect(await store.claim(event, 10_000)).toMatchObject({ status: 'busy' });
    const fresh = await vi.waitUntil(async () => {
      const claim = await store.claim(event, 10_000);
      return claim.status === 'claimed' && claim.token;
    });
    expect(await store.release(event, old)).toBe(false);
    expect(await store.complete(event, old)).toBe(false);
    expect(await store.renew?.(event, old, 10_000)).toBe(false);
    expect(await store.claim(event, 10_000)).toMatchObject({ status: 'busy' });
    expect(await store.complete(event, fresh)).toBe(true);
    expect(await store.claim(event, 10_000)).toMatchObject({ status: 'done' });
  });

  it('keeps an event for as long as its lease is renewed', async () => {
    const store = redisStore(redis);
    const event = key();
    const token = await tokenOf(store, event, 150);
    const end = Date.now() + 600;
    while (Date.now() < end) {
      expect(await store.renew?.(event, token, 150)).toBe(true);
      expect(await store.claim(event, 150)).toMatchObject({ status: 'busy' });
    }
    await vi.waitFor(async () => expect(await store.claim(event, 150)).toEqual(claimed), 2_000);
  });

  it('lets who is late, and was not overtaken, say that it is done', async () => {
    const store = redisStore(redis, { prefix: 'late' });
    const event = key();
    const token = await tokenOf(store, event, 300);
    const [name = ''] = await redis.keys('late:*');
    // The key outlives the lease by as much again.
    await vi.waitUntil(async () => (await redis.pttl(name)) < 250);
    expect(await store.complete(event, token)).toBe(true);
  });

  it('tells who comes later whether the other copy was a partial one', async () => {
    const store = redisStore(redis);
    for (const partial of [true, false, undefined]) {
      const event = key();
      const claim = (await store.claim(event, 10_000, partial)) as { token: string };
      expect(await store.claim(event, 10_000)).toEqual({ status: 'busy', partial });
      await store.renew?.(event, claim.token, 10_000);
      await store.complete(event, claim.token);
      expect(await store.claim(event, 10_000)).toEqual({ status: 'done', partial });
    }
  });

  it('keeps applications with different prefixes apart, and no phone number in a key', async () => {
    const event = '5511999999999@s.whatsapp.net|Read';
    expect(await redisStore(redis, { prefix: 'staging' }).claim(event, 10_000)).toEqual(claimed);
    expect(await redisStore(redis, { prefix: 'production' }).claim(event, 10_000)).toEqual(claimed);
    expect((await redis.keys('*')).join()).not.toContain('5511999999999');
    expect(await redis.keys('staging:*')).toHaveLength(1);
  });

  it('answers the same when ioredis, which lost an answer, asks again', async () => {
    const lossy = { ...twice(redis, 'evalsha'), ...twice(redis, 'eval') } as unknown as Redis;
    const store = redisStore(lossy);
    const event = key();
    const token = await tokenOf(store, event);
    expect(await store.renew?.(event, token, 10_000)).toBe(true);
    expect(await store.complete(event, token)).toBe(true);
    expect(await store.claim(event, 10_000)).toMatchObject({ status: 'done' });
  });

  it('adds nothing to the connection, and works again when Redis has forgotten its scripts', async () => {
    const before = redis.eventNames().map((name) => [name, redis.listenerCount(name)]);
    const members = Object.keys(redis);
    const store = redisStore(redis);
    await store.claim(key(), 10_000);
    await redis.script('FLUSH');
    expect(await store.claim(key(), 10_000)).toEqual(claimed);
    expect(redis.eventNames().map((name) => [name, redis.listenerCount(name)])).toEqual(before);
    expect(Object.keys(redis)).toEqual(members);
  });

  it.each([
    ['ioredis 5', (url: string) => new Redis5(url)],
    ['ioredis 6', (url: string) => new Redis(url)],
  ] as const)('works with %s, and leaves the connection open', async (_, connectTo) => {
    const connection = connectTo(server.url);
    const store = redisStore(connection);
    const event = key();
    const token = await tokenOf(store, event);
    expect(await store.renew?.(event, token, 10_000)).toBe(true);
    expect(await store.complete(event, token)).toBe(true);
    expect(await store.claim(event, 10_000)).toEqual({ status: 'done' });
    expect(connection.status).toBe('ready');
    connection.disconnect();
  });
});

/** Carries out a command twice, and answers what the second one did. */
function twice(redis: Redis, name: 'eval' | 'evalsha') {
  const once = redis[name].bind(redis) as (...args: unknown[]) => Promise<unknown>;
  return { [name]: (...args: unknown[]) => once(...args).then(() => once(...args)) };
}
