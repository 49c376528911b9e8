import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { redisInbox } from '../../index.ts';

describeWithRedis('redisInbox.add', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server?.close());

  it('keeps the order of concurrent calls, also after SCRIPT FLUSH', async () => {
    const redis = server.connect();
    for (let round = 0; round < 20; round += 1) {
      const inbox = redisInbox({ connection: server.url, prefix: `round-${round}` });
      await inbox.deadLetters.list(); // Waits for the connection.
      await redis.script('FLUSH');
      const added: Promise<unknown>[] = [];
      for (let number = 0; number < 40; number += 1) {
        added.push(inbox.add({ key: `key ${number}`, conversation: 'one', partial: false, raw: { number } }));
        // Some calls are sent together, others while the reply to earlier ones is read.
        if (number % 2) await new Promise((resolve) => setImmediate(resolve));
      }
      await Promise.all(added);
      const [list = ''] = await redis.keys(`{round-${round}}:conversation:*`);
      const numbers = (await redis.lrange(list, 0, -1)).map((entry) => Number(/"number":(\d+)/.exec(entry)?.[1]));
      expect(numbers).toEqual(Array.from({ length: 40 }, (_, number) => number));
      await inbox.close();
    }
  });
});
