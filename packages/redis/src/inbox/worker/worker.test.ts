import { describeWithRedis } from 'redis-test-server';
import { expect, it, vi } from 'vitest';
import { useRedis } from '../../test/use-redis.ts';
import { WAIT } from '../../test/wait-options.ts';

// Each test has keys of its own. Some wait several seconds for a lease, so most run at the same time.
describeWithRedis('A worker', () => {
  const testRedis = useRedis();

  it.concurrent('finds an event in a conversation, and a partial copy, although their wake-up tokens were lost', async ({
    onTestFinished,
  }) => {
    const app = testRedis.app({ partialWaitMs: 50 }, onTestFinished);
    const redis = testRedis.server.connect();
    const handled: (string | undefined)[] = [];
    // The worker waits for a token that another client takes.
    app.startWorker(({ text }) => handled.push(text));
    const otherClient = redis.duplicate();
    const taken = otherClient.blpop(`{${app.prefix}}:wake`, 0);
    await app.deliver({ text: 'one' });
    await app.deliver({ text: 'two', phone: '5511900000002', partial: true });
    await redis.del(`{${app.prefix}}:wake`);
    await vi.waitUntil(() => handled.length === 2, WAIT);
    expect(handled.sort()).toEqual(['one', 'two']);
    await app.deliver({ text: 'three' });
    await vi.waitUntil(() => handled.length === 3, WAIT);
    otherClient.disconnect();
    await taken.catch(() => {});
  });

  it.concurrent('handles an event that comes just when the worker leaves the conversation of the event', async ({
    onTestFinished,
  }) => {
    const app = testRedis.app(undefined, onTestFinished);
    let handled = 0;
    app.startWorker(() => {
      handled += 1;
    });
    for (let i = 1; i <= 200; i += 1) {
      await app.deliver({});
      await vi.waitUntil(() => handled === i, { ...WAIT, interval: 1 });
    }
  });

  it.concurrent('handles all conversations if there are more than its concurrency', async ({ onTestFinished }) => {
    const app = testRedis.app(undefined, onTestFinished);
    let [running, most, handled] = [0, 0, 0];
    app.startWorker(
      async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        handled += 1;
      },
      { concurrency: 3 },
    );
    for (let i = 0; i < 60; i += 1) await app.deliver({ phone: `55119000000${10 + (i % 30)}` });
    await vi.waitUntil(() => handled === 60, WAIT);
    expect(most).toBeLessThanOrEqual(3);
  });

  it.concurrent('leaves events to another worker while its own slots are busy', async ({ onTestFinished }) => {
    const app = testRedis.app(undefined, onTestFinished);
    let finish: () => void = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const handled: (string | undefined)[] = [];
    const begun: (string | undefined)[] = [];
    for (let i = 0; i < 2; i += 1) {
      app.startWorker(
        async ({ text }) => {
          begun.push(text);
          if (text === 'slow') await finished;
          handled.push(text);
        },
        { concurrency: 1 },
      );
    }
    await app.deliver({ text: 'slow', phone: '5511900000001' });
    await vi.waitUntil(() => begun.length === 1, WAIT);
    const texts = Array.from({ length: 10 }, (_, i) => `fast ${i}`);
    for (const text of texts) await app.deliver({ text, phone: '5511900000002' });
    await vi.waitUntil(() => handled.length === 10, WAIT);
    expect(handled).toEqual(texts);
    finish();
    await vi.waitUntil(() => handled.length === 11, WAIT);
  });

  it.concurrent('keeps a conversation whose handler runs longer than the lease', async ({ onTestFinished }) => {
    const app = testRedis.app(undefined, onTestFinished);
    let [begun, ended] = [0, 0];
    const handler = async () => {
      begun += 1;
      const startedAt = performance.now();
      await vi.waitUntil(() => performance.now() - startedAt > 6_000, WAIT);
      ended += 1;
    };
    for (let i = 0; i < 2; i += 1) app.startWorker(handler, { leaseMs: 4_000, handlerTimeoutMs: 60_000 });
    await app.deliver({});
    await vi.waitUntil(() => ended > 0, WAIT);
    expect([begun, ended]).toEqual([1, 1]);
  });

  it.concurrent('leaves no keys behind when all events are handled', async ({ onTestFinished }) => {
    const app = testRedis.app({ partialWaitMs: 20, ttlMs: 400 }, onTestFinished);
    let handled = 0;
    app.startWorker(() => {
      handled += 1;
    });
    for (let i = 0; i < 20; i += 1) await app.deliver({ phone: `551190000000${i % 4}`, partial: i % 5 === 0 });
    await vi.waitUntil(() => handled === 20, WAIT);
    const redis = testRedis.server.connect();
    const left = async (): Promise<string[]> => {
      const keys = await redis.keys(`{${app.prefix}}:*`);
      return keys.map((key) => key.slice(app.prefix.length + 3)).sort();
    };
    await vi.waitFor(async () => expect(await left()).toEqual(['looked', 'sequence']), WAIT);
  });

  // This test is not concurrent: an event that was taken over waits until its process handles no other event.
  it('reports INBOX_TIMEOUT when another worker took its conversation over, and the event is handled once', async () => {
    const app = testRedis.app({ attempts: 10_000 });
    const redis = testRedis.server.connect();
    let begun = 0;
    let go: () => void = () => {};
    const wait = new Promise<void>((resolve) => {
      go = resolve;
    });
    const handler = () => {
      begun += 1;
      return wait;
    };
    app.startWorker(handler, { leaseMs: 12_000 });
    await app.deliver({ text: 'one' });
    await vi.waitUntil(() => begun === 1, WAIT);
    const keys = await redis.keys(`{${app.prefix}}:head:*`);
    const conversation = keys[0]?.slice(`{${app.prefix}}:head:`.length) ?? '';
    await redis.zadd(`{${app.prefix}}:conversations`, 0, conversation);
    // The second worker finds that the event is claimed.
    app.startWorker(handler, { leaseMs: 12_000 });
    await vi.waitUntil(() => app.warnings.includes('INBOX_TIMEOUT'), WAIT);
    go();
    await vi.waitUntil(async () => (await redis.exists(`{${app.prefix}}:conversations`)) === 0, WAIT);
    expect(begun).toBe(1);
    expect(app.warnings).toEqual(['INBOX_TIMEOUT']);
  });
});
