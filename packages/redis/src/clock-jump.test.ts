import { setTimeout as sleep } from 'node:timers/promises';
import { describeWithRedis } from 'redis-test-server';
import { expect, it, vi } from 'vitest';
import { redisRecoveryState, redisStore } from './index.ts';
import { setClock } from './test/set-clock.ts';
import { useRedis } from './test/use-redis.ts';
import { WAIT } from './test/wait-options.ts';

const DAY_MS = 86_400_000;
// A busy machine makes the second claim within this time, so the lease of the first claim has not ended by then.
const LEASE_MS = 3_000;

describeWithRedis('The wall clock of Redis', () => {
  const redis = useRedis();
  const jump = (milliseconds: number) => setClock(redis.server.connect(), milliseconds);

  it('makes the inbox forget an event earlier by exactly the time that the clock is set ahead', async () => {
    const app = redis.app();
    const deliver = async () => (await app.deliver({ messageId: 'A', text: 'a' })).outcome;
    expect(await deliver()).toBe('queued');
    await jump(DAY_MS - 60_000);
    expect(await deliver()).toBe('duplicate');
    await jump(60_000);
    expect(await deliver()).toBe('queued');
  });

  it('makes the inbox start a running event in another slot if the clock is set a day ahead, and no event is lost or dead', async () => {
    const app = redis.app();
    const handled: (string | undefined)[] = [];
    app.startWorker(async ({ text }) => {
      handled.push(text);
      await sleep(1_000);
    });
    await app.deliver({ messageId: 'A', text: 'a' });
    await vi.waitUntil(() => handled.length === 1, WAIT);
    await jump(DAY_MS);
    await app.deliver({ messageId: 'B', text: 'b' });
    const isEmpty = async () => {
      const { waiting, active, delayed } = await app.inbox.stats();
      return waiting + active + delayed === 0;
    };
    await vi.waitUntil(isEmpty, WAIT);
    expect(handled.filter((text) => text === 'b')).toEqual(['b']);
    expect(handled.length).toBeLessThanOrEqual(3);
    expect((await app.inbox.stats()).dead).toBe(0);
  });

  it('does not delay the events that wait in the inbox if the clock is set a day back', async () => {
    const app = redis.app();
    const handled: (string | undefined)[] = [];
    const first = app.startWorker(({ text }) => void handled.push(text));
    await app.deliver({ messageId: 'A', text: 'before' });
    await vi.waitUntil(() => handled.length === 1, WAIT);
    await first.close();
    await app.deliver({ messageId: 'B', text: 'waits' });
    await jump(-DAY_MS);
    app.startWorker(({ text }) => void handled.push(text));
    await vi.waitUntil(() => handled.length === 2, WAIT);
    expect(handled).toEqual(['before', 'waits']);
  });

  it('does not delay the next attempt of a failed event if the clock is set a day back', async () => {
    const app = redis.app({ backoff: { baseMs: 3_000 } });
    let attempts = 0;
    app.startWorker(() => {
      attempts += 1;
      if (attempts === 1) throw new Error('the first attempt fails');
    });
    await app.deliver({ messageId: 'A', text: 'a' });
    await vi.waitUntil(async () => (await app.inbox.stats()).delayed === 1, WAIT);
    await jump(-DAY_MS);
    await vi.waitUntil(() => attempts === 2, WAIT);
  });

  it('does not delay the end of a claim whose process ended if the clock is set a day back', async () => {
    const [ended, other] = [1, 2].map(() => redisStore(redis.server.connect(), { prefix: 'back' }));
    expect((await ended?.claim('key', LEASE_MS))?.status).toBe('claimed');
    await jump(-DAY_MS);
    expect((await other?.claim('key', LEASE_MS))?.status).toBe('busy');
    await vi.waitUntil(async () => (await other?.claim('key', LEASE_MS))?.status === 'claimed', WAIT);
  });

  it('does not prevent another process from leading a recovery if the clock is set a day back', async () => {
    const [ended, other] = [1, 2].map(() => redisRecoveryState(redis.server.connect(), { prefix: 'back' }));
    expect(await ended?.lead?.(LEASE_MS)).toBe(true);
    await jump(-DAY_MS);
    expect(await other?.lead?.(LEASE_MS)).toBe(false);
    await vi.waitUntil(() => other?.lead?.(LEASE_MS), WAIT);
  });
});
