import { describeWithRedis } from 'redis-test-server';
import { expect, it, vi } from 'vitest';
import { useRedis } from '../../test/use-redis.ts';
import { WAIT } from '../../test/wait-options.ts';

describeWithRedis('An entry that cannot be read', () => {
  const redis = useRedis();

  it.each(['99 ID - {"broken', '99 ID - null', 'unknown format'])(
    'becomes a dead letter at once, and its conversation continues: %s',
    async (entry) => {
      const app = redis.app();
      await app.deliver({ text: 'behind it' });
      const connection = redis.server.connect();
      const [list = ''] = await connection.keys(`{${app.prefix}}:conversation:*`);
      const id = list.split(':').at(-1) ?? '';
      await connection.lpush(list, entry.replace('ID', id));
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
