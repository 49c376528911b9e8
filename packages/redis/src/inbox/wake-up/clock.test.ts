import { describeWithRedis } from 'redis-test-server';
import { it, vi } from 'vitest';
import { useRedis } from '../../test/use-redis.ts';
import { WAIT } from '../../test/wait-options.ts';

describeWithRedis('A killed worker whose clock was an hour ahead', () => {
  const testRedis = useRedis();

  it('does not block a conversation for an hour', async () => {
    const app = testRedis.app({ backoff: { baseMs: 2_000 } });
    const first = app.startWorker(() => Promise.reject(new Error('once')));
    await app.deliver({ text: 'one' });
    const redis = testRedis.server.connect();
    const delayed = `{${app.prefix}}:wake-up:delayed`;
    await vi.waitUntil(async () => (await redis.zcard(delayed)) === 1, WAIT);
    await first.close();
    // BullMQ's scores are milliseconds of the worker's clock, times 4096.
    const [wakeUp = ''] = await redis.zrange(delayed, '0', '-1');
    await redis.zincrby(delayed, 3_600_000 * 4_096, wakeUp);
    const handled = vi.fn();
    app.startWorker(handled, { leaseMs: 1_200 });
    await vi.waitUntil(() => handled.mock.calls.length === 1, WAIT);
  });
});
