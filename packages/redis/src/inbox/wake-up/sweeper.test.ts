import { describeWithRedis } from 'redis-test-server';
import { expect, it, vi } from 'vitest';
import { useRedis } from '../../test/use-redis.ts';
import { WAIT } from '../../test/wait-options.ts';
import { startSweeper } from './sweeper.ts';

describeWithRedis('a worker that starts', () => {
  const given = useRedis();

  it('finds all conversations whose bell was lost, however many, without waiting for its next sweep', async () => {
    const app = given.app();
    const redis = given.server.connect();
    const phones = Array.from({ length: 501 }, (_, i) => `55119${String(i).padStart(8, '0')}`);
    await Promise.all(phones.map((phone) => app.deliver({ phone })));
    const bells = async (): Promise<string[]> => redis.keys(`{${app.prefix}}:wake-up:*`);
    await vi.waitUntil(async () => (await bells()).length > 501, WAIT);
    await redis.del(...(await bells()));
    // As if they had been rung long ago.
    const lanes = await redis.zrange(`{${app.prefix}}:conversations`, '0', '-1');
    await redis.zadd(`{${app.prefix}}:conversations`, ...lanes.flatMap((lane) => [0, lane]));
    const handled = vi.fn();
    // A sweep every hundred seconds.
    app.startWorker(handled, { leaseMs: 600_000 });
    await vi.waitUntil(() => handled.mock.calls.length === 501, WAIT);
  });
});

it('asks for no other sweep while one waits for Redis', () => {
  vi.useFakeTimers();
  const sweep = vi.fn(() => new Promise<string[]>(() => {}));
  const sweeper = startSweeper({ sweep }, { wake: () => {} }, 1_000);
  vi.advanceTimersByTime(10_000);
  sweeper.stop();
  vi.useRealTimers();
  expect(sweep).toHaveBeenCalledTimes(1);
});
