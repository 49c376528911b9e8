import { describeWithRedis } from 'redis-test-server';
import { expect, it, vi } from 'vitest';
import { useRedis } from '../test/use-redis.ts';
import { WAIT } from '../test/wait-options.ts';

const AN_HOUR = 3_600_000;
const EMPTY = { waiting: 0, active: 0, delayed: 0, dead: 0, oldestMs: 0 };

describeWithRedis('inbox.stats', () => {
  const redis = useRedis();

  it('counts waiting, active, delayed and dead events, and returns the age of the oldest one', async () => {
    const app = redis.app({ attempts: 2, partialWaitMs: AN_HOUR, backoff: { baseMs: AN_HOUR, maxMs: AN_HOUR } });
    const { stats, deadLetters } = app.inbox;
    expect(await stats()).toEqual(EMPTY);
    await app.deliver({ text: 'active', phone: '5511900000001' });
    await app.deliver({ text: 'behind it', phone: '5511900000001' });
    await app.deliver({ text: 'fails', phone: '5511900000002' });
    await app.deliver({ text: 'partial', phone: '5511900000003', partial: true });
    const startedAt = performance.now();
    await vi.waitUntil(() => performance.now() - startedAt > 50, WAIT);
    expect(await stats()).toMatchObject({ waiting: 3, active: 0, delayed: 1 });
    let finish: () => void = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    app.startWorker(({ text }) => {
      if (text === 'fails') throw new Error('no');
      return finished;
    });
    const all = { waiting: 1, active: 1, delayed: 2, dead: 0 };
    await vi.waitFor(async () => expect(await stats()).toMatchObject(all), WAIT);
    expect((await stats()).oldestMs).toBeGreaterThan(40);
    finish();
    await vi.waitFor(async () => expect(await stats()).toMatchObject({ waiting: 0, active: 0, delayed: 2 }), WAIT);
    expect(await deadLetters.list()).toEqual([]);
  });

  it('counts a dead letter, and counts it as waiting after replay', async () => {
    const app = redis.app({ attempts: 1 });
    const worker = app.startWorker(() => Promise.reject(new Error('no')));
    await app.deliver({});
    await vi.waitFor(async () => expect(await app.inbox.stats()).toEqual({ ...EMPTY, dead: 1 }), WAIT);
    await worker.close();
    await app.inbox.deadLetters.replay();
    expect(await app.inbox.stats()).toMatchObject({ waiting: 1, dead: 0 });
  });
});
