import { afterAll, afterEach, beforeAll, it, vi } from 'vitest';
import { describeWithRedis } from '../test/describe-with-redis.ts';
import { type RedisServer, redisServer } from '../test/redis-server.ts';
import { type Site, siteOn } from '../test/site.ts';
import { until } from '../test/until.ts';

describeWithRedis('the clock of a worker that died, which was an hour ahead,', () => {
  let server: RedisServer;
  let site: Site;
  beforeAll(async () => {
    server = await redisServer();
  });
  afterEach(() => site.close());
  afterAll(() => server?.close());

  it('blocks no conversation for that hour', async () => {
    site = siteOn(server, { backoff: { firstMs: 2_000 } });
    const first = site.work(() => Promise.reject(new Error('once')));
    await site.deliver({ text: 'one' });
    const redis = server.connect();
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
