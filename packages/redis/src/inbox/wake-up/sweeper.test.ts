import { describeWithRedis } from 'redis-test-server';
import { expect, it, vi } from 'vitest';
import { useRedis } from '../../test/use-redis.ts';
import { WAIT } from '../../test/wait-options.ts';
import { startSweeper } from './sweeper.ts';

describeWithRedis('A worker that starts', () => {
  const testRedis = useRedis();

  it('finds all conversations whose wake-up was lost, also more than one sweep returns, without waiting for the next interval', async () => {
    const app = testRedis.app();
    const redis = testRedis.server.connect();
    const phones = Array.from({ length: 501 }, (_, i) => `55119${String(i).padStart(8, '0')}`);
    await Promise.all(phones.map((phone) => app.deliver({ phone })));
    const wakeUpKeys = async (): Promise<string[]> => redis.keys(`{${app.prefix}}:wake-up:*`);
    await vi.waitUntil(async () => (await wakeUpKeys()).length > 501, WAIT);
    await redis.del(...(await wakeUpKeys()));
    // As if the wake-ups had been added long ago.
    const conversations = await redis.zrange(`{${app.prefix}}:conversations`, '0', '-1');
    await redis.zadd(`{${app.prefix}}:conversations`, ...conversations.flatMap((conversation) => [0, conversation]));
    const handled = vi.fn();
    // The interval of the sweeper is 100 seconds.
    app.startWorker(handled, { leaseMs: 600_000 });
    await vi.waitUntil(() => handled.mock.calls.length === 501, WAIT);
  });
});

it('startSweeper starts no second sweep while the first one waits for Redis', () => {
  vi.useFakeTimers();
  const sweep = vi.fn(() => new Promise<string[]>(() => {}));
  const sweeper = startSweeper({ sweep }, { wake: () => {} }, 1_000);
  vi.advanceTimersByTime(10_000);
  sweeper.stop();
  vi.useRealTimers();
  expect(sweep).toHaveBeenCalledTimes(1);
});
