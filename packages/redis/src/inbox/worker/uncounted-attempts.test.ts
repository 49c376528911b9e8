import { createReceiver, type IdempotencyStore, memoryStore, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { describeWithRedis } from 'redis-test-server';
import { expect, it, vi } from 'vitest';
import { useRedis } from '../../test/use-redis.ts';
import { WAIT } from '../../test/wait-options.ts';

describeWithRedis('A worker', () => {
  const redis = useRedis();

  it('does not count an attempt that was interrupted by shutdown, and another worker handles the event', async () => {
    const app = redis.app({ attempts: 1 });
    const begun = vi.fn();
    const reasons: unknown[] = [];
    const first = app.startWorker(
      async (_, { signal }) => {
        begun();
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        reasons.push(signal.reason?.code);
        throw new Error('interrupted');
      },
      { handlerTimeoutMs: 20_000 },
    );
    await app.deliver({ text: 'one' });
    await vi.waitUntil(() => begun.mock.calls.length === 1, WAIT);
    await first.close();
    // The reason is the shutdown, not the timeout of the handler.
    expect(reasons).not.toContain('HANDLER_TIMEOUT');
    expect(reasons).toHaveLength(1);
    const handled = vi.fn();
    app.startWorker(handled);
    await vi.waitUntil(() => handled.mock.calls.length === 1, WAIT);
    expect(await app.inbox.deadLetters.list()).toEqual([]);
  });

  it('does not count an attempt when the store is down or another process holds the event', async () => {
    const app = redis.app({ attempts: 1 });
    const memory = memoryStore();
    const answers = [() => Promise.reject(new Error('away')), () => ({ status: 'busy' }) as const];
    const store: IdempotencyStore = {
      ...memory,
      claim: (...args) => answers.shift()?.() ?? memory.claim(...args),
    };
    const handled = vi.fn();
    const receiver = createReceiver({ verify: unsafeSkipVerification(), idempotency: store });
    app.inbox.startWorker(receiver.on('Message', handled));
    await app.deliver({ text: 'one' });
    await vi.waitUntil(() => handled.mock.calls.length === 1, WAIT);
    expect(answers).toEqual([]);
    expect(await app.inbox.deadLetters.list()).toEqual([]);
  });
});
