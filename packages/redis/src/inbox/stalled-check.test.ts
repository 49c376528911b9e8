import { describeWithRedis } from 'redis-test-server';
import { expect, it, vi } from 'vitest';
import { useRedis } from '../test/use-redis.ts';
import { WAIT } from '../test/wait-options.ts';

const AN_HOUR = 3_600_000;

/** Resolves when the inbox was checked several times. */
async function pass(milliseconds: number): Promise<void> {
  const startedAt = performance.now();
  await vi.waitUntil(() => performance.now() - startedAt > milliseconds, WAIT);
}

// The tests wait, and each has keys of its own, so they run at once.
describeWithRedis('The warning INBOX_STALLED', () => {
  const redis = useRedis();

  it.concurrent('is reported once for each stall by a process that only adds events', async ({ onTestFinished }) => {
    const app = redis.app({ stalledAfterMs: 200 }, onTestFinished);
    await app.deliver({});
    await vi.waitUntil(() => app.warnings.length > 0, WAIT);
    await pass(500);
    expect(app.warnings).toEqual(['INBOX_STALLED']);
    const worker = app.startWorker(() => {});
    await vi.waitFor(async () => expect(await app.inbox.stats()).toMatchObject({ waiting: 0, active: 0 }), WAIT);
    await worker.close();
    // The check must see once that nothing waits.
    await pass(300);
    const warnings = app.warnings.length;
    await app.deliver({});
    await vi.waitUntil(() => app.warnings.length > warnings, WAIT);
    await pass(500);
    expect(app.warnings.length).toBeLessThanOrEqual(warnings + 2);
  });

  it.concurrent('is not reported while workers handle the events', async ({ onTestFinished }) => {
    const app = redis.app({ stalledAfterMs: 3_000 }, onTestFinished);
    app.startWorker(() => {});
    const startedAt = performance.now();
    await vi.waitUntil(async () => {
      await app.deliver({});
      return performance.now() - startedAt > 1_000;
    }, WAIT);
    expect(app.warnings).toEqual([]);
  });

  it.concurrent('is not reported when all slots of the worker run slow handlers', async ({ onTestFinished }) => {
    const app = redis.app({ stalledAfterMs: 200 }, onTestFinished);
    let finish: () => void = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    app.startWorker(() => finished, { concurrency: 1 });
    await app.deliver({ phone: '5511900000001' });
    await vi.waitFor(async () => expect(await app.inbox.stats()).toMatchObject({ active: 1 }), WAIT);
    await app.deliver({ phone: '5511900000001' });
    await app.deliver({ phone: '5511900000002' });
    await pass(600);
    expect(app.warnings).toEqual([]);
    finish();
  });

  it.concurrent('is not reported for an event that waits for its next attempt, and for an inbox without events', async ({
    onTestFinished,
  }) => {
    const app = redis.app({ stalledAfterMs: 200, backoff: { baseMs: AN_HOUR, maxMs: AN_HOUR } }, onTestFinished);
    const worker = app.startWorker(() => Promise.reject(new Error('no')));
    await app.deliver({});
    await vi.waitFor(async () => expect(await app.inbox.stats()).toMatchObject({ delayed: 1 }), WAIT);
    await worker.close();
    await pass(600);
    expect(app.warnings).toEqual([]);
  });
});
