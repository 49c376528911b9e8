import { expect, it, vi } from 'vitest';
import { describeWithRedis } from '../test/describe-with-redis.ts';
import { givenRedis } from '../test/given-redis.ts';
import { until } from '../test/until.ts';
import { startSweeper } from './sweeper.ts';

describeWithRedis('a worker that starts', () => {
  const given = givenRedis();

  it('finds all conversations whose bell was lost, however many, without waiting for its next sweep', async () => {
    const site = given.site();
    const redis = given.server.connect();
    const phones = Array.from({ length: 501 }, (_, i) => `55119${String(i).padStart(8, '0')}`);
    await Promise.all(phones.map((phone) => site.deliver({ phone })));
    const bells = async (): Promise<string[]> => redis.keys(`{${site.prefix}}:bell:*`);
    await vi.waitUntil(async () => (await bells()).length > 501, until);
    await redis.del(...(await bells()));
    // As if they had been rung long ago.
    const lanes = await redis.zrange(`{${site.prefix}}:lanes`, '0', '-1');
    await redis.zadd(`{${site.prefix}}:lanes`, ...lanes.flatMap((lane) => [0, lane]));
    const handled = vi.fn();
    // A sweep every hundred seconds.
    site.work(handled, { leaseMs: 600_000 });
    await vi.waitUntil(() => handled.mock.calls.length === 501, until);
  });
});

it('asks for no other sweep while one waits for Redis', () => {
  vi.useFakeTimers();
  const sweep = vi.fn(() => new Promise<string[]>(() => {}));
  const sweeper = startSweeper({ sweep }, { ring: () => {} }, 1_000);
  vi.advanceTimersByTime(10_000);
  sweeper.stop();
  vi.useRealTimers();
  expect(sweep).toHaveBeenCalledTimes(1);
});
