import { expect, it, vi } from 'vitest';
import { describeWithRedis } from '../test/describe-with-redis.ts';
import { givenRedis } from '../test/given-redis.ts';
import { until } from '../test/until.ts';

const partial = { messageId: 'TWIN', partial: true };
const complete = { messageId: 'TWIN' };
const AN_HOUR = 3_600_000;

describeWithRedis('a complete copy that comes later', () => {
  const given = givenRedis();

  it('removes the partial copy that still waits, at once', async () => {
    const site = given.site({ partialWaitMs: AN_HOUR });
    const redis = given.server.connect();
    const lists = async (): Promise<number> => (await redis.keys(`{${site.prefix}}:lane:*`)).length;
    await site.deliver(partial);
    expect(await lists()).toBe(1);
    await site.deliver(complete);
    expect(await redis.keys(`{${site.prefix}}:lane:~*`)).toEqual([]);
    expect(await lists()).toBe(1);
    expect(await redis.zcard(`{${site.prefix}}:lanes`)).toBe(1);
  });

  it('does not wait for the next attempt of its partial copy, which failed', async () => {
    const site = given.site({ partialWaitMs: 0, backoff: { baseMs: AN_HOUR, maxMs: AN_HOUR } });
    const handled: (string | undefined)[] = [];
    site.work(({ complete, text }) => {
      if (!complete) throw new Error('no phone');
      handled.push(text);
    });
    await site.deliver(partial);
    const redis = given.server.connect();
    // It stands in its conversation's lane, and its ring is an hour away.
    await vi.waitUntil(async () => (await redis.zcard(`{${site.prefix}}:bell:delayed`)) === 1, until);
    await site.deliver({ ...complete, text: 'complete' });
    await site.deliver({ text: 'behind it' });
    await vi.waitUntil(() => handled.length === 2, until);
    expect(handled).toEqual(['complete', 'behind it']);
  });

  it.each([8, 1])(
    'does not wait either where it comes while its partial copy fails (of %i attempts)',
    async (attempts) => {
      const site = given.site({ partialWaitMs: 0, attempts, backoff: { baseMs: AN_HOUR, maxMs: AN_HOUR } });
      const handled = vi.fn();
      let fail: () => void = () => {};
      const begun = vi.fn();
      const failure = new Promise<never>((_, reject) => {
        fail = () => reject(new Error('no phone'));
      });
      site.work((event) => {
        if (event.complete) return handled();
        begun();
        return failure;
      });
      await site.deliver(partial);
      await vi.waitUntil(() => begun.mock.calls.length === 1, until);
      expect(await site.deliver(complete)).toMatchObject({ outcome: 'queued' });
      fail();
      await vi.waitUntil(() => handled.mock.calls.length === 1, until);
      // Nothing was lost with the partial copy.
      expect(await site.inbox.deadLetters.list()).toEqual([]);
    },
  );
});
