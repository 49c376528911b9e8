import { randomUUID } from 'node:crypto';
import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { samplePayload } from '@vzaps/testing';
import { describeWithRedis, startSlowLink } from 'redis-test-server';
import { expect, it, type TestContext, vi } from 'vitest';
import { type RedisInbox, type RedisInboxOptions, redisInbox } from '../index.ts';
import { useRedis } from '../test/use-redis.ts';
import { WAIT } from '../test/wait-options.ts';

const BYTES_PER_MS = 500;

describeWithRedis('redisInbox on a slow connection', () => {
  const redis = useRedis();

  /** Opens an inbox with a slow connection of its own. */
  async function openInbox(
    onTestFinished: TestContext['onTestFinished'],
    options?: Partial<RedisInboxOptions>,
  ): Promise<RedisInbox> {
    const link = await startSlowLink(redis.server.port, BYTES_PER_MS);
    const inbox = redisInbox({ connection: link.url, prefix: randomUUID(), ...options });
    onTestFinished(async () => {
      await inbox.close();
      link.close();
    });
    return inbox;
  }

  it.concurrent('stores and handles an entry that takes longer than the reply timeout and the lease of the worker', async ({
    onTestFinished,
  }) => {
    const warnings: string[] = [];
    const onWarning = ({ code }: { code: string }) => warnings.push(code);
    const inbox = await openInbox(onTestFinished, { onWarning });
    const raw = samplePayload('Message', { text: 'x'.repeat(500_000) });
    const startedAt = performance.now();
    expect(await inbox.add({ key: 'VZ1|A', partial: false, raw })).toBe('queued');
    expect(performance.now() - startedAt).toBeGreaterThan(1_500);
    const handler = vi.fn();
    const receiver = createReceiver({ verify: unsafeSkipVerification(), instanceId: 'VZ1' }).on('Message', handler);
    inbox.startWorker(receiver, { leaseMs: 1_500 });
    await vi.waitUntil(() => handler.mock.calls.length > 0, WAIT);
    expect(handler).toHaveBeenCalledTimes(1);
    expect(handler.mock.calls[0]?.[0].text).toHaveLength(500_000);
    expect(warnings).toEqual([]);
  });

  it.concurrent('stores small entries of one conversation that are added before and behind a large entry', async ({
    onTestFinished,
  }) => {
    const inbox = await openInbox(onTestFinished);
    const add = (id: string, text: string, conversation = id) =>
      inbox.add({ key: `VZ1|${id}`, conversation, partial: false, raw: samplePayload('Message', { text }) });
    await add('first', 'opens the connection');
    // The second of two entries is sent when the first one has its reply. By then, the large entry is in front of it.
    const results = await Promise.all([
      add('A', 'before', 'one chat'),
      add('B', 'before', 'one chat'),
      add('C', 'x'.repeat(1_000_000)),
      add('D', 'behind', 'another chat'),
      add('E', 'behind', 'another chat'),
    ]);
    expect(results).toEqual(Array(5).fill('queued'));
  });
});
