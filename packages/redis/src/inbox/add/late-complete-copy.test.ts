import { describeWithRedis } from 'redis-test-server';
import { expect, it, vi } from 'vitest';
import { useRedis } from '../../test/use-redis.ts';
import { WAIT } from '../../test/wait-options.ts';

const partial = { messageId: 'MESSAGE', partial: true };
const complete = { messageId: 'MESSAGE' };
const AN_HOUR = 3_600_000;

describeWithRedis('A complete copy that comes late', () => {
  const redis = useRedis();

  it('removes the waiting partial copy as soon as it is stored', async () => {
    const app = redis.app({ partialWaitMs: AN_HOUR });
    const connection = redis.server.connect();
    const lists = async (): Promise<number> => (await connection.keys(`{${app.prefix}}:conversation:*`)).length;
    await app.deliver(partial);
    expect(await lists()).toBe(1);
    await app.deliver(complete);
    expect(await connection.keys(`{${app.prefix}}:conversation:~*`)).toEqual([]);
    expect(await lists()).toBe(1);
    expect(await connection.zcard(`{${app.prefix}}:conversations`)).toBe(1);
  });

  it('does not wait for the next attempt of its partial copy', async () => {
    const app = redis.app({ partialWaitMs: 0, backoff: { baseMs: AN_HOUR, maxMs: AN_HOUR } });
    const handled: (string | undefined)[] = [];
    app.startWorker(({ complete, text }) => {
      if (!complete) throw new Error('no phone');
      handled.push(text);
    });
    await app.deliver(partial);
    const connection = redis.server.connect();
    // The partial copy is in its conversation, and its next attempt is in an hour.
    const delayed = `{${app.prefix}}:delayed`;
    await vi.waitUntil(async () => (await connection.zcount(delayed, Date.now() + 60_000, '+inf')) === 1, WAIT);
    await app.deliver({ ...complete, text: 'complete' });
    await app.deliver({ text: 'behind it' });
    await vi.waitUntil(() => handled.length === 2, WAIT);
    expect(handled).toEqual(['complete', 'behind it']);
  });

  it.each([8, 1])('does not wait when it comes while its partial copy fails (attempts: %i)', async (attempts) => {
    const app = redis.app({ partialWaitMs: 0, attempts, backoff: { baseMs: AN_HOUR, maxMs: AN_HOUR } });
    const handled = vi.fn();
    let fail: () => void = () => {};
    const begun = vi.fn();
    const failure = new Promise<never>((_, reject) => {
      fail = () => reject(new Error('no phone'));
    });
    app.startWorker((event) => {
      if (event.complete) return handled();
      begun();
      return failure;
    });
    await app.deliver(partial);
    await vi.waitUntil(() => begun.mock.calls.length === 1, WAIT);
    expect(await app.deliver(complete)).toMatchObject({ outcome: 'queued' });
    fail();
    await vi.waitUntil(() => handled.mock.calls.length === 1, WAIT);
    expect(await app.inbox.deadLetters.list()).toEqual([]);
  });
});
