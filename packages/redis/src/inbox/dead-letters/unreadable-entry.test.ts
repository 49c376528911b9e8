import { describeWithRedis } from 'redis-test-server';
import { expect, it, vi } from 'vitest';
import { useRedis } from '../../test/use-redis.ts';
import { WAIT } from '../../test/wait-options.ts';

describeWithRedis('an entry that cannot be read', () => {
  const given = useRedis();

  it.each(['99 lane - {"broken', '99 lane - null', 'what is this?'])(
    'goes to the dead letters at once, and lets its conversation go on: %s',
    async (entry) => {
      const app = given.app();
      await app.deliver({ text: 'behind it' });
      const redis = given.server.connect();
      const [list = ''] = await redis.keys(`{${app.prefix}}:conversation:*`);
      const lane = list.split(':').at(-1) ?? '';
      await redis.lpush(list, entry.replace('lane', lane));
      const handled = vi.fn();
      app.startWorker(handled);
      await vi.waitUntil(() => handled.mock.calls.length === 1, WAIT);
      const { deadLetters } = app.inbox;
      const letters = await deadLetters.list();
      expect(letters).toMatchObject([{ event: { type: 'Unknown' }, reason: 'not an entry of this inbox' }]);
      expect(await deadLetters.replay()).toBe(1);
      const again = await vi.waitUntil(
        async () => (await deadLetters.list()).find(({ id }) => id !== letters[0]?.id),
        WAIT,
      );
      expect(await deadLetters.remove([again.id])).toBe(1);
      expect(await deadLetters.list()).toEqual([]);
    },
  );
});
