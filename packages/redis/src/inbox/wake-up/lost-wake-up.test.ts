import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { WAIT } from '../../test/wait-options.ts';

/** Where the keys begin, and the kinds of rings of which there must be some → whether all rings are gone. */
const LOSE = `
  for i = 2, #ARGV do if redis.call('EXISTS', ARGV[1] .. ARGV[i]) == 0 then return 0 end end
  redis.call('DEL', unpack(redis.call('KEYS', ARGV[1] .. '*')))
  return 1`;

describeWithRedis('a lost bell', () => {
  let server: RedisServer;
  let app: TestApp;

  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterEach(() => app.close());
  afterAll(() => server?.close());

  /** Loses every ring, at a moment when there are some of each of these kinds. */
  async function lose(...kinds: ('wait' | 'delayed')[]): Promise<void> {
    const redis = server.connect();
    const bells = `{${app.prefix}}:wake-up:`;
    await vi.waitUntil(async () => (await redis.eval(LOSE, 0, bells, ...kinds)) === 1, WAIT);
  }

  it('is rung again by the sweeper of any worker, for a conversation and for a twin', async () => {
    app = createTestApp(server, { partialWaitMs: 50 });
    await app.deliver({ text: 'one' });
    await app.deliver({ text: 'two', phone: '5511900000002', partial: true });
    await lose('wait', 'delayed');
    const handled: (string | undefined)[] = [];
    app.startWorker(({ text }) => handled.push(text), { leaseMs: 1_200 });
    await vi.waitUntil(() => handled.length === 2, WAIT);
    expect(handled.sort()).toEqual(['one', 'two']);
  });

  it('is rung again while a conversation waits for its next attempt', async () => {
    app = createTestApp(server, { attempts: 10_000, backoff: { baseMs: 400, maxMs: 400 } });
    let lost = false;
    let handled = 0;
    app.startWorker(
      () => {
        if (!lost) throw new Error('not yet');
        handled += 1;
      },
      { leaseMs: 1_200 },
    );
    await app.deliver({ text: 'one' });
    await lose('delayed');
    lost = true;
    await vi.waitUntil(() => handled === 1, WAIT);
  });

  it('never is that of an event which comes just when its conversation is left', async () => {
    app = createTestApp(server);
    let handled = 0;
    // Its sweeper comes after 100 seconds.
    app.startWorker(
      () => {
        handled += 1;
      },
      { leaseMs: 600_000 },
    );
    for (let i = 1; i <= 200; i += 1) {
      await app.deliver({});
      await vi.waitUntil(() => handled === i, { ...WAIT, interval: 1 });
    }
  });

  it('tells when a worker was held to be dead, and its event is handled once all the same', async () => {
    app = createTestApp(server, { attempts: 10_000 });
    const redis = server.connect();
    const locks = (): Promise<string[]> => redis.keys(`{${app.prefix}}:wake-up:*:lock`);
    let begun = 0;
    let go: () => void = () => {};
    const wait = new Promise<void>((resolve) => {
      go = resolve;
    });
    app.startWorker(
      () => {
        begun += 1;
        return wait;
      },
      { leaseMs: 600 },
    );
    await app.deliver({ text: 'one' });
    await vi.waitUntil(() => begun === 1, WAIT);
    // Where this process stood still it has ended by itself.
    await redis.del('none', ...(await locks()));
    await vi.waitUntil(() => app.warnings.includes('INBOX_TIMEOUT'), WAIT);
    // The ring is given to a worker again, which finds the event held.
    await vi.waitUntil(async () => (await locks()).length > 0, WAIT);
    go();
    await vi.waitUntil(async () => (await redis.exists(`{${app.prefix}}:conversations`)) === 0, WAIT);
    expect(begun).toBe(1);
    expect(app.warnings).toEqual(['INBOX_TIMEOUT']);
  });

  it('leaves nothing behind when all is handled', async () => {
    app = createTestApp(server, { partialWaitMs: 20, ttlMs: 400 });
    let handled = 0;
    app.startWorker(() => {
      handled += 1;
    });
    for (let i = 0; i < 20; i += 1) await app.deliver({ phone: `551190000000${i % 4}`, partial: i % 5 === 0 });
    await vi.waitUntil(() => handled === 20, WAIT);
    const redis = server.connect();
    // What was done is remembered for a while by the store, as it was told.
    const left = async (): Promise<string[]> => {
      const keys = await redis.keys(`{${app.prefix}}:*`);
      return keys.map((key) => key.slice(app.prefix.length + 3)).sort();
    };
    const furniture = ['wake-up:events', 'wake-up:id', 'wake-up:meta', 'wake-up:stalled-check', 'sequence'];
    await vi.waitFor(async () => {
      expect((await left()).filter((key) => !furniture.includes(key) && key !== 'wake-up:marker')).toEqual([]);
    }, WAIT);
  });
});
