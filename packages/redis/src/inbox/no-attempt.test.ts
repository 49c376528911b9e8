import { createReceiver, type IdempotencyStore, memoryStore, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { expect, it, vi } from 'vitest';
import { describeWithRedis } from '../test/describe-with-redis.ts';
import { givenRedis } from '../test/given-redis.ts';
import { until } from '../test/until.ts';

describeWithRedis('no attempt', () => {
  const given = givenRedis();

  it('is what fails because its worker closes: it is told, and another worker handles it', async () => {
    const site = given.site({ attempts: 1 });
    const begun = vi.fn();
    const reasons: unknown[] = [];
    const first = site.work(
      async (_, { signal }) => {
        begun();
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        reasons.push(signal.reason?.code);
        throw new Error('interrupted');
      },
      { handlerTimeoutMs: 20_000 },
    );
    await site.deliver({ text: 'one' });
    await vi.waitUntil(() => begun.mock.calls.length === 1, until);
    await first.close();
    // Not its time limit.
    expect(reasons).not.toContain('HANDLER_TIMEOUT');
    expect(reasons).toHaveLength(1);
    const handled = vi.fn();
    site.work(handled);
    await vi.waitUntil(() => handled.mock.calls.length === 1, until);
    expect(await site.inbox.deadLetters.list()).toEqual([]);
  });

  it('is what finds the store away, or the event held by another process', async () => {
    const site = given.site({ attempts: 1 });
    const memory = memoryStore();
    const answers = [() => Promise.reject(new Error('away')), () => ({ status: 'busy' }) as const];
    const store: IdempotencyStore = {
      ...memory,
      claim: (...args) => answers.shift()?.() ?? memory.claim(...args),
    };
    const handled = vi.fn();
    const receiver = createReceiver({ verify: unsafeSkipVerification(), idempotency: store });
    site.inbox.startWorker(receiver.on('Message', handled));
    await site.deliver({ text: 'one' });
    await vi.waitUntil(() => handled.mock.calls.length === 1, until);
    expect(answers).toEqual([]);
    expect(await site.inbox.deadLetters.list()).toEqual([]);
  });
});
