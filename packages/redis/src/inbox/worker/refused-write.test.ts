import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { describeWithRedis } from 'redis-test-server';
import { expect, it, vi } from 'vitest';
import { useRedis } from '../../test/use-redis.ts';
import { WAIT } from '../../test/wait-options.ts';

describeWithRedis('a Redis that refuses when a handler has finished', () => {
  const given = useRedis();

  it('is asked again until it takes note, and the event is not handled again', async () => {
    const app = given.app();
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
    app.inbox.startWorker(
      receiver.on('Message', ({ text }) => handled(text)),
      { leaseMs: 12_000 },
    );
    await app.deliver({ text: 'one' });
    await app.deliver({ text: 'two' });
    await vi.waitUntil(() => handled.mock.calls.length === 1, WAIT);
    await refuse(1);
    const before = await refusals();
    finish();
    await vi.waitUntil(async () => (await refusals()) > before, WAIT);
    await refuse(0);
    await vi.waitUntil(async () => (await redis.exists(`{${app.prefix}}:conversations`)) === 0, WAIT);
    expect(handled.mock.calls).toEqual([['one'], ['two']]);
  });
});
