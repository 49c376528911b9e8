import type { IdempotencyStore } from '@vzaps/core/webhooks';
import { Redis } from 'ioredis';
import { Redis as Redis5 } from 'ioredis5';
import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { WAIT } from '../test/wait-options.ts';
import { redisStore } from './redis-store.ts';

const claimed = { status: 'claimed', token: expect.any(String) };
/** Milliseconds. A lease that does not end during a test. */
const LONG = 600_000;

describeWithRedis('redisStore', () => {
  let server: RedisServer;
  let redis: Redis;
  let keys = 0;
  /** Returns a new key, so that no test sees the keys of another one. */
  const key = (): string => `VZ1|key ${++keys}`;
  const tokenOf = async (store: IdempotencyStore, of: string, leaseMs = LONG): Promise<string> =>
    ((await store.claim(of, leaseMs)) as { token: string }).token;

  beforeAll(async () => {
    server = await startRedisServer();
    redis = server.connect();
  });
  afterAll(() => server?.close());

  it('lets one of two processes claim an event at once, and the other after a release', async () => {
    const stores = [redisStore(redis), redisStore(server.connect())];
    for (let round = 0; round < 50; round += 1) {
      const contested = key();
      const claims = await Promise.all([...stores, ...stores].map((store) => store.claim(contested, LONG)));
      const [winner, ...others] = claims.filter((claim) => claim.status === 'claimed');
      expect(others).toEqual([]);
      expect(claims.filter((claim) => claim.status === 'busy')).toHaveLength(3);
      expect(await stores[1]?.release(contested, (winner as { token: string }).token)).toBe(true);
      expect(await stores[1]?.claim(contested, LONG)).toEqual(claimed);
    }
  });

  it('remembers a completed event for `ttlMs`', async () => {
    const [long, short] = [redisStore(redis, { ttlMs: 600_000 }), redisStore(redis, { ttlMs: 50 })];
    const event = key();
    expect(await long.complete(event, await tokenOf(long, event))).toBe(true);
    expect(await long.claim(event, LONG)).toEqual({ status: 'done' });
    const forgotten = key();
    expect(await short.complete(forgotten, await tokenOf(short, forgotten))).toBe(true);
    await vi.waitFor(async () => expect(await short.claim(forgotten, LONG)).toEqual(claimed), WAIT);
  });

  it('lets another holder claim an event after the lease, and ignores the old token', async () => {
    const store = redisStore(redis);
    const event = key();
    const start = performance.now();
    const old = await tokenOf(store, event, 100);
    const fresh = await vi.waitUntil(async () => {
      const claim = await store.claim(event, LONG);
      return claim.status === 'claimed' && claim.token;
    }, WAIT);
    expect(performance.now() - start).toBeGreaterThan(90);
    expect(await store.release(event, old)).toBe(false);
    expect(await store.complete(event, old)).toBe(false);
    expect(await store.renew?.(event, old, LONG)).toBe(false);
    expect(await store.claim(event, LONG)).toMatchObject({ status: 'busy' });
    expect(await store.complete(event, fresh)).toBe(true);
    expect(await store.claim(event, LONG)).toMatchObject({ status: 'done' });
  });

  it('keeps an event claimed while its lease is renewed', async () => {
    const store = redisStore(redis);
    const { event, token } = await vi.waitUntil(async () => {
      const event = key();
      const token = await tokenOf(store, event, 100);
      return (await store.renew?.(event, token, LONG)) && { event, token };
    }, WAIT);
    await past(100);
    expect(await store.claim(event, LONG)).toMatchObject({ status: 'busy' });
    expect(await store.renew?.(event, token, 50)).toBe(true);
    await vi.waitFor(async () => expect(await store.claim(event, LONG)).toEqual(claimed), WAIT);
  });

  it('lets a holder complete the event after its lease when no other holder has claimed it', async () => {
    const store = redisStore(redis);
    // The claim is deleted after twice the lease, so a slow machine repeats this.
    await vi.waitUntil(async () => {
      const event = key();
      const token = await tokenOf(store, event, 300);
      await past(300);
      return store.complete(event, token);
    }, WAIT);
  });

  it('forgets completed events, and keeps events that are claimed', async () => {
    const store = redisStore(redis);
    const [done, held] = [key(), key()];
    await store.complete(done, await tokenOf(store, done));
    const token = await tokenOf(store, held);
    await store.forget?.([done, held, 'unknown']);
    expect(await store.claim(done, LONG)).toEqual(claimed);
    expect(await store.claim(held, LONG)).toMatchObject({ status: 'busy' });
    expect(await store.complete(held, token)).toBe(true);
  });

  it('answers later claims with the copy, partial or complete, of the current claim', async () => {
    const store = redisStore(redis);
    for (const partial of [true, false, undefined]) {
      const event = key();
      const claim = (await store.claim(event, LONG, partial)) as { token: string };
      expect(await store.claim(event, LONG)).toEqual({ status: 'busy', partial });
      await store.renew?.(event, claim.token, LONG);
      await store.complete(event, claim.token);
      expect(await store.claim(event, LONG)).toEqual({ status: 'done', partial });
    }
  });

  it('separates applications by prefix, and puts no phone number into a key name', async () => {
    const event = '5511999999999@s.whatsapp.net|Read';
    expect(await redisStore(redis, { prefix: 'staging' }).claim(event, LONG)).toEqual(claimed);
    expect(await redisStore(redis, { prefix: 'production' }).claim(event, LONG)).toEqual(claimed);
    expect((await redis.keys('*')).join()).not.toContain('5511999999999');
    expect(await redis.keys('staging:*')).toHaveLength(1);
  });

  it('returns the same reply when ioredis sends a command again after it lost the reply', async () => {
    const lossy = { ...twice(redis, 'set'), ...twice(redis, 'evalsha'), ...twice(redis, 'eval') } as unknown as Redis;
    const store = redisStore(lossy);
    const event = key();
    const token = await tokenOf(store, event);
    expect(await store.renew?.(event, token, LONG)).toBe(true);
    expect(await store.complete(event, token)).toBe(true);
    expect(await store.claim(event, LONG)).toMatchObject({ status: 'done' });
  });

  it('sends two commands for an event that is claimed and completed, and Redis runs four', async () => {
    const store = redisStore(redis);
    const callsOf = async (): Promise<Record<string, number>> => {
      const stats = await redis.info('commandstats');
      return Object.fromEntries(
        [...stats.matchAll(/^cmdstat_(\w+):calls=(\d+)/gm)].map(([, name = '', calls]) => [name, Number(calls)]),
      );
    };
    // Redis knows the scripts afterwards.
    await store.complete('warm', await tokenOf(store, 'warm'));
    const before = await callsOf();
    for (let i = 0; i < 10; i += 1) {
      const event = key();
      await store.complete(event, await tokenOf(store, event));
    }
    const after = await callsOf();
    const calls = Object.entries(after).flatMap(([name, count]) => {
      const difference = count - (before[name] ?? 0);
      return name === 'info' || difference === 0 ? [] : [[name, difference / 10]];
    });
    // The store sends SET and EVALSHA. The script runs GET and SET.
    expect(Object.fromEntries(calls)).toEqual({ set: 2, evalsha: 1, get: 1 });
  });

  it('does not change the connection, and works after SCRIPT FLUSH', async () => {
    const before = redis.eventNames().map((name) => [name, redis.listenerCount(name)]);
    const members = Object.keys(redis);
    const store = redisStore(redis);
    await store.claim(key(), LONG);
    await redis.script('FLUSH');
    expect(await store.claim(key(), LONG)).toEqual(claimed);
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
    expect(await store.renew?.(event, token, LONG)).toBe(true);
    expect(await store.complete(event, token)).toBe(true);
    expect(await store.claim(event, LONG)).toEqual({ status: 'done' });
    expect(connection.status).toBe('ready');
    connection.disconnect();
  });
});

/** Resolves when a lease of this many milliseconds that began before the call has ended. */
async function past(milliseconds: number): Promise<void> {
  const start = performance.now();
  await vi.waitUntil(() => performance.now() - start > milliseconds + 10, WAIT);
}

/** Sends each command twice and returns the second reply. */
function twice(redis: Redis, name: 'set' | 'eval' | 'evalsha') {
  const once = redis[name].bind(redis) as (...args: unknown[]) => Promise<unknown>;
  return { [name]: (...args: unknown[]) => once(...args).then(() => once(...args)) };
}
