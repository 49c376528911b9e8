import { describeWithRedis } from 'redis-test-server';
import { expect, it, vi } from 'vitest';
import { useRedis } from '../../test/use-redis.ts';
import { WAIT } from '../../test/wait-options.ts';
import { createWorkWait } from './wait-for-work.ts';

describeWithRedis('The wait of a worker', () => {
  const testRedis = useRedis();

  it('ends at once when a token came while the worker did not wait', async () => {
    const redis = testRedis.server.connect();
    const wait = createWorkWait(testRedis.server.connect(), '{one}', () => true);
    const countAsked = async (): Promise<number> =>
      Number(/cmdstat_blpop:calls=(\d+)/.exec(await redis.info('commandstats'))?.[1] ?? 0);
    await wait.wait(20);
    await redis.lpush('{one}:wake', '1');
    await vi.waitUntil(async () => (await redis.exists('{one}:wake')) === 0, WAIT);
    const before = await countAsked();
    await wait.wait(-1);
    expect(await countAsked()).toBe(before);
    await redis.lpush('{one}:wake', '1');
    await wait.wait(-1);
    expect(await redis.exists('{one}:wake')).toBe(0);
  });

  it('puts a token back into the list if it comes while the worker can take no conversation', async () => {
    const redis = testRedis.server.connect();
    let canWork = true;
    const wait = createWorkWait(testRedis.server.connect(), '{two}', () => canWork);
    await wait.wait(20);
    canWork = false;
    const nudged = wait.waitForNudge();
    await redis.lpush('{two}:wake', '1');
    const other = redis.duplicate();
    expect(await other.blpop('{two}:wake', 0)).toEqual(['{two}:wake', '1']);
    other.disconnect();
    wait.nudge(-1);
    await nudged;
  });

  it('ends when a slot says that a conversation is due sooner', async () => {
    const wait = createWorkWait(testRedis.server.connect(), '{three}', () => true);
    const startedAt = performance.now();
    const ended = wait.wait(3_600_000);
    wait.nudge(30);
    await ended;
    expect(performance.now() - startedAt).toBeGreaterThan(25);
  });
});
