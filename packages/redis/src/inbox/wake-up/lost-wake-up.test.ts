import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { WAIT } from '../../test/wait-options.ts';

/** ARGV: the beginning of the key names, and the kinds of wake-ups that must exist. Returns 1 when it deleted all wake-ups. */
const DELETE_WAKE_UPS = `
  for i = 2, #ARGV do if redis.call('EXISTS', ARGV[1] .. ARGV[i]) == 0 then return 0 end end
  redis.call('DEL', unpack(redis.call('KEYS', ARGV[1] .. '*')))
  return 1`;

describeWithRedis('A lost wake-up', () => {
  let server: RedisServer;
  let app: TestApp;

  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterEach(() => app.close());
  afterAll(() => server?.close());

  /** Deletes all wake-ups, at a moment when there are some of each of these kinds. */
  async function deleteWakeUps(...kinds: ('wait' | 'delayed')[]): Promise<void> {
    const redis = server.connect();
    const keys = `{${app.prefix}}:wake-up:`;
    await vi.waitUntil(async () => (await redis.eval(DELETE_WAKE_UPS, 0, keys, ...kinds)) === 1, WAIT);
  }

  it('is repeated by the sweeper of any worker, for a conversation and for a partial copy', async () => {
    app = createTestApp(server, { partialWaitMs: 50 });
    await app.deliver({ text: 'one' });
    await app.deliver({ text: 'two', phone: '5511900000002', partial: true });
    await deleteWakeUps('wait', 'delayed');
    const handled: (string | undefined)[] = [];
    app.startWorker(({ text }) => handled.push(text), { leaseMs: 1_200 });
    await vi.waitUntil(() => handled.length === 2, WAIT);
    expect(handled.sort()).toEqual(['one', 'two']);
  });

  it('is repeated while a conversation waits for its next attempt', async () => {
    app = createTestApp(server, { attempts: 10_000, backoff: { baseMs: 400, maxMs: 400 } });
    let areLost = false;
    let handled = 0;
    app.startWorker(
      () => {
        if (!areLost) throw new Error('not yet');
        handled += 1;
      },
      { leaseMs: 1_200 },
    );
    await app.deliver({ text: 'one' });
    await deleteWakeUps('delayed');
    areLost = true;
    await vi.waitUntil(() => handled === 1, WAIT);
  });

  it('does not occur for an event that comes just when the worker leaves its conversation', async () => {
    app = createTestApp(server);
    let handled = 0;
    // The sweeper of this worker runs after 100 seconds, so it cannot help.
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

  it('leads to the warning INBOX_TIMEOUT when another worker took over, and the event is handled once', async () => {
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
    // If this process was paused, the lock may have expired by itself.
    await redis.del('none', ...(await locks()));
    await vi.waitUntil(() => app.warnings.includes('INBOX_TIMEOUT'), WAIT);
    // A worker gets the wake-up again and finds that the event is claimed.
    await vi.waitUntil(async () => (await locks()).length > 0, WAIT);
    go();
    await vi.waitUntil(async () => (await redis.exists(`{${app.prefix}}:conversations`)) === 0, WAIT);
    expect(begun).toBe(1);
    expect(app.warnings).toEqual(['INBOX_TIMEOUT']);
  });

  it('leaves no keys behind when all events are handled', async () => {
    app = createTestApp(server, { partialWaitMs: 20, ttlMs: 400 });
    let handled = 0;
    app.startWorker(() => {
      handled += 1;
    });
    for (let i = 0; i < 20; i += 1) await app.deliver({ phone: `551190000000${i % 4}`, partial: i % 5 === 0 });
    await vi.waitUntil(() => handled === 20, WAIT);
    const redis = server.connect();
    const left = async (): Promise<string[]> => {
      const keys = await redis.keys(`{${app.prefix}}:*`);
      return keys.map((key) => key.slice(app.prefix.length + 3)).sort();
    };
    const permanent = ['wake-up:events', 'wake-up:id', 'wake-up:meta', 'wake-up:stalled-check', 'sequence'];
    await vi.waitFor(async () => {
      expect((await left()).filter((key) => !permanent.includes(key) && key !== 'wake-up:marker')).toEqual([]);
    }, WAIT);
  });
});
