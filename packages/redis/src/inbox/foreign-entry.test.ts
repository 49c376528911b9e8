import { expect, it, vi } from 'vitest';
import { describeWithRedis } from '../test/describe-with-redis.ts';
import { givenRedis } from '../test/given-redis.ts';
import { until } from '../test/until.ts';

describeWithRedis('an entry that cannot be read', () => {
  const given = givenRedis();

  it.each(['99 lane - {"broken', '99 lane - null', 'what is this?'])(
    'goes to the dead letters at once, and lets its conversation go on: %s',
    async (entry) => {
      const site = given.site();
      await site.deliver({ text: 'behind it' });
      const redis = given.server.connect();
      const [list = ''] = await redis.keys(`{${site.prefix}}:lane:*`);
      const lane = list.split(':').at(-1) ?? '';
      await redis.lpush(list, entry.replace('lane', lane));
      const handled = vi.fn();
      site.work(handled);
      await vi.waitUntil(() => handled.mock.calls.length === 1, until);
      const { deadLetters } = site.inbox;
      const letters = await deadLetters.list();
      expect(letters).toMatchObject([{ event: { type: 'Unknown' }, reason: 'no entry of this inbox' }]);
      expect(await deadLetters.replay()).toBe(1);
      const again = await vi.waitUntil(
        async () => (await deadLetters.list()).find(({ id }) => id !== letters[0]?.id),
        until,
      );
      expect(await deadLetters.remove([again.id])).toBe(1);
      expect(await deadLetters.list()).toEqual([]);
    },
  );
});
