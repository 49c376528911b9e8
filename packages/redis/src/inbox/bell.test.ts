import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { describeWithRedis } from '../test/describe-with-redis.ts';
import { type RedisServer, redisServer } from '../test/redis-server.ts';
import { type Site, siteOn } from '../test/site.ts';
import { until } from '../test/until.ts';

/** Where the keys begin, and the kinds of rings of which there must be some → whether all rings are gone. */
const LOSE = `
  for i = 2, #ARGV do if redis.call('EXISTS', ARGV[1] .. ARGV[i]) == 0 then return 0 end end
  redis.call('DEL', unpack(redis.call('KEYS', ARGV[1] .. '*')))
  return 1`;

describeWithRedis('a lost bell', () => {
  let server: RedisServer;
  let site: Site;

  beforeAll(async () => {
    server = await redisServer();
  });
  afterEach(() => site.close());
  afterAll(() => server?.close());

  /** Loses every ring, at a moment when there are some of each of these kinds. */
  async function lose(...kinds: ('wait' | 'delayed')[]): Promise<void> {
    const redis = server.connect();
    const bells = `{${site.prefix}}:bell:`;
    await vi.waitUntil(async () => (await redis.eval(LOSE, 0, bells, ...kinds)) === 1, until);
  }

  it('is rung again by the sweeper of any worker, for a conversation and for a twin', async () => {
    site = siteOn(server, { partialWaitMs: 50 });
    await site.deliver({ text: 'one' });
    await site.deliver({ text: 'two', phone: '5511900000002', partial: true });
    await lose('wait', 'delayed');
    const handled: (string | undefined)[] = [];
    site.work(({ text }) => handled.push(text), { leaseMs: 1_200 });
    await vi.waitUntil(() => handled.length === 2, until);
    expect(handled.sort()).toEqual(['one', 'two']);
  });

  it('is rung again while a conversation waits for its next attempt', async () => {
    site = siteOn(server, { attempts: 10_000, backoff: { baseMs: 400, maxMs: 400 } });
    let lost = false;
    let handled = 0;
    site.work(
      () => {
        if (!lost) throw new Error('not yet');
        handled += 1;
      },
      { leaseMs: 1_200 },
    );
    await site.deliver({ text: 'one' });
    await lose('delayed');
    lost = true;
    await vi.waitUntil(() => handled === 1, until);
  });

  it('never is that of an event which comes just when its conversation is left', async () => {
    site = siteOn(server);
    let handled = 0;
    // Its sweeper comes after 100 seconds.
    site.work(
      () => {
        handled += 1;
      },
      { leaseMs: 600_000 },
    );
    for (let i = 1; i <= 200; i += 1) {
      await site.deliver({});
      await vi.waitUntil(() => handled === i, { ...until, interval: 1 });
    }
  });

  it('tells when a worker was held to be dead, and its event is handled once all the same', async () => {
    site = siteOn(server, { attempts: 10_000 });
    const redis = server.connect();
    const locks = (): Promise<string[]> => redis.keys(`{${site.prefix}}:bell:*:lock`);
    let begun = 0;
    let go: () => void = () => {};
    const wait = new Promise<void>((resolve) => {
      go = resolve;
    });
    site.work(
      () => {
        begun += 1;
        return wait;
      },
      { leaseMs: 600 },
    );
    await site.deliver({ text: 'one' });
    await vi.waitUntil(() => begun === 1, until);
    // Where this process stood still it has ended by itself.
    await redis.del('none', ...(await locks()));
    await vi.waitUntil(() => site.warnings.includes('LEASE_LOST'), until);
    // The ring is given to a worker again, which finds the event held.
    await vi.waitUntil(async () => (await locks()).length > 0, until);
    go();
    await vi.waitUntil(async () => (await redis.exists(`{${site.prefix}}:lanes`)) === 0, until);
    expect(begun).toBe(1);
    expect(site.warnings).toEqual(['LEASE_LOST']);
  });

  it('leaves nothing behind when all is handled', async () => {
    site = siteOn(server, { partialWaitMs: 20, ttlMs: 400 });
    let handled = 0;
    site.work(() => {
      handled += 1;
    });
    for (let i = 0; i < 20; i += 1) await site.deliver({ phone: `551190000000${i % 4}`, partial: i % 5 === 0 });
    await vi.waitUntil(() => handled === 20, until);
    const redis = server.connect();
    // What was done is remembered for a while by the store, as it was told.
    const left = async (): Promise<string[]> => {
      const keys = await redis.keys(`{${site.prefix}}:*`);
      return keys.map((key) => key.slice(site.prefix.length + 3)).sort();
    };
    const furniture = ['bell:events', 'bell:id', 'bell:meta', 'bell:stalled-check', 'seq'];
    await vi.waitFor(async () => {
      expect((await left()).filter((key) => !furniture.includes(key) && key !== 'bell:marker')).toEqual([]);
    }, until);
  });
});
