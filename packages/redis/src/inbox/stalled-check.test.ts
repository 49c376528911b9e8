import { describeWithRedis } from 'redis-test-server';
import { expect, it, type TestContext, vi } from 'vitest';
import type { TestApp } from '../test/test-app.ts';
import { useRedis } from '../test/use-redis.ts';
import { WAIT } from '../test/wait-options.ts';
import { startStalledCheck } from './stalled-check.ts';

const AN_HOUR = 3_600_000;

// The tests wait, and each has keys of its own, so they run at the same time.
describeWithRedis('The warning INBOX_STALLED', () => {
  const redis = useRedis();

  /** Checks the inbox of an application from now on, so that a test knows when it was checked. */
  function startCheck(app: TestApp, stalledAfterMs: number, onTestFinished: TestContext['onTestFinished']) {
    const connection = redis.server.connect();
    const asked = vi.spyOn(connection, 'evalsha');
    const warnings: string[] = [];
    const onWarning = ({ code }: { code: string }) => warnings.push(code);
    onTestFinished(startStalledCheck(connection, `{${app.prefix}}`, stalledAfterMs, onWarning));
    const countChecks = (): number => asked.mock.settledResults.filter(({ type }) => type === 'fulfilled').length;
    return {
      warnings,
      countChecks,
      /** Resolves when the inbox was checked this number of times from now on. */
      async pass(checks: number): Promise<void> {
        // One check may be running.
        const end = countChecks() + 1 + checks;
        await vi.waitUntil(() => countChecks() >= end, WAIT);
      },
    };
  }

  it.concurrent('is reported by a process that only adds events', async ({ onTestFinished }) => {
    const app = redis.app({ stalledAfterMs: 200 }, onTestFinished);
    await app.deliver({});
    await vi.waitUntil(() => app.warnings.length > 0, WAIT);
    expect(app.warnings).toEqual(['INBOX_STALLED']);
  });

  it.concurrent('is reported once for each stall', async ({ onTestFinished }) => {
    const app = redis.app({}, onTestFinished);
    const { warnings, pass } = startCheck(app, 200, onTestFinished);
    await app.deliver({});
    await vi.waitUntil(() => warnings.length > 0, WAIT);
    await pass(3);
    expect(warnings).toHaveLength(1);
    const worker = app.startWorker(() => {});
    await vi.waitFor(async () => expect(await app.inbox.stats()).toMatchObject({ waiting: 0, active: 0 }), WAIT);
    await worker.close();
    // The check must see once that nothing waits.
    await pass(1);
    await app.deliver({});
    await vi.waitUntil(() => warnings.length > 1, WAIT);
    await pass(3);
    expect(warnings).toEqual(['INBOX_STALLED', 'INBOX_STALLED']);
  });

  it.concurrent('is not reported while workers handle the events', async ({ onTestFinished }) => {
    const app = redis.app({}, onTestFinished);
    app.startWorker(() => {});
    await app.deliver({});
    await vi.waitFor(async () => expect(await app.inbox.stats()).toMatchObject({ waiting: 0, active: 0 }), WAIT);
    // Longer than a worker takes to look on a busy machine.
    const { warnings, countChecks } = startCheck(app, 2_000, onTestFinished);
    await vi.waitUntil(async () => {
      await app.deliver({});
      return countChecks() >= 3;
    }, WAIT);
    expect(warnings).toEqual([]);
  });

  it.concurrent('is not reported when all slots of the worker run slow handlers', async ({ onTestFinished }) => {
    const app = redis.app({}, onTestFinished);
    let finish: () => void = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    app.startWorker(() => finished, { concurrency: 1 });
    await app.deliver({ phone: '5511900000001' });
    await vi.waitFor(async () => expect(await app.inbox.stats()).toMatchObject({ active: 1 }), WAIT);
    await app.deliver({ phone: '5511900000001' });
    await app.deliver({ phone: '5511900000002' });
    const { warnings, pass } = startCheck(app, 200, onTestFinished);
    await pass(5);
    expect(warnings).toEqual([]);
    finish();
  });

  it.concurrent('is not reported for an event that waits for its next attempt, and for an inbox without events', async ({
    onTestFinished,
  }) => {
    const app = redis.app({ backoff: { baseMs: AN_HOUR, maxMs: AN_HOUR } }, onTestFinished);
    const empty = startCheck(redis.app({}, onTestFinished), 200, onTestFinished);
    const worker = app.startWorker(() => Promise.reject(new Error('no')));
    await app.deliver({});
    await vi.waitFor(async () => expect(await app.inbox.stats()).toMatchObject({ delayed: 1 }), WAIT);
    await worker.close();
    const delayed = startCheck(app, 200, onTestFinished);
    await delayed.pass(5);
    expect([...delayed.warnings, ...empty.warnings]).toEqual([]);
  });
});
