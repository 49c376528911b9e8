import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { expect, it, vi } from 'vitest';
import { describeWithRedis } from '../test/describe-with-redis.ts';
import { givenRedis } from '../test/given-redis.ts';
import { until } from '../test/until.ts';

describeWithRedis('a Redis that refuses when a handler has finished', () => {
  const given = givenRedis();

  it('is asked again until it takes note, and the event is not handled again', async () => {
    const site = given.site();
    const redis = given.server.connect();
    const refuse = (replicas: number) => redis.config('SET', 'min-replicas-to-write', replicas);
    const refusals = async () => Number(/NOREPLICAS:count=(\d+)/.exec(await redis.info('errorstats'))?.[1] ?? 0);
    let finish: () => void = () => {};
    const work = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const handled = vi.fn((_: unknown) => work);
    // No store remembers it.
    const receiver = createReceiver({ verify: unsafeSkipVerification(), idempotency: false });
    site.inbox.startWorker(
      receiver.on('Message', ({ text }) => handled(text)),
      { leaseMs: 12_000 },
    );
    await site.deliver({ text: 'one' });
    await site.deliver({ text: 'two' });
    await vi.waitUntil(() => handled.mock.calls.length === 1, until);
    await refuse(1);
    const before = await refusals();
    finish();
    await vi.waitUntil(async () => (await refusals()) > before, until);
    await refuse(0);
    await vi.waitUntil(async () => (await redis.exists(`{${site.prefix}}:lanes`)) === 0, until);
    expect(handled.mock.calls).toEqual([['one'], ['two']]);
  });
});
