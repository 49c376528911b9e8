import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { describeWithRedis } from 'redis-test-server';
import { expect, it, vi } from 'vitest';
import { useRedis } from '../../test/use-redis.ts';
import { WAIT } from '../../test/wait-options.ts';

describeWithRedis('A worker whose Redis refuses writes when a handler has finished', () => {
  const testRedis = useRedis();

  it('repeats the write until Redis accepts it, and does not handle the event again', async () => {
    const app = testRedis.app();
    const redis = testRedis.server.connect();
    const refuse = (replicas: number) => redis.config('SET', 'min-replicas-to-write', replicas);
    const refusals = async () => Number(/NOREPLICAS:count=(\d+)/.exec(await redis.info('errorstats'))?.[1] ?? 0);
    let finish: () => void = () => {};
    const work = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const handled = vi.fn((_: unknown) => work);
    // Without a store, only the inbox can prevent a second run.
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
