import { it, vi } from 'vitest';
import { describeWithRedis } from '../test/describe-with-redis.ts';
import { givenRedis } from '../test/given-redis.ts';
import { until } from '../test/until.ts';

describeWithRedis('the clock of a worker that died, which was an hour ahead,', () => {
  const given = givenRedis();

  it('blocks no conversation for that hour', async () => {
    const site = given.site({ backoff: { baseMs: 2_000 } });
    const first = site.work(() => Promise.reject(new Error('once')));
    await site.deliver({ text: 'one' });
    const redis = given.server.connect();
    const delayed = `{${site.prefix}}:bell:delayed`;
    await vi.waitUntil(async () => (await redis.zcard(delayed)) === 1, until);
    await first.close();
    // BullMQ's scores are milliseconds of the worker's clock, times 4096.
    const [ring = ''] = await redis.zrange(delayed, '0', '-1');
    await redis.zincrby(delayed, 3_600_000 * 4_096, ring);
    const handled = vi.fn();
    site.work(handled, { leaseMs: 1_200 });
    await vi.waitUntil(() => handled.mock.calls.length === 1, until);
  });
});
