import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { samplePayload } from '@vzaps/testing';
import { describeWithRedis } from 'redis-test-server';
import { afterEach, expect, it, vi } from 'vitest';
import { redisInbox } from '../index.ts';
import { useRedis } from '../test/use-redis.ts';
import { WAIT } from '../test/wait-options.ts';

const BYTES_PER_MS = 500;
const CHUNK = 8 * 1024;

/** Forwards the bytes at `BYTES_PER_MS`, and makes the sender wait. */
async function forwardSlowly(from: Socket, to: Socket): Promise<void> {
  let freeAt = performance.now();
  for await (const bytes of from as AsyncIterable<Buffer>) {
    for (let at = 0; at < bytes.length; at += CHUNK) {
      const chunk = bytes.subarray(at, at + CHUNK);
      to.write(chunk);
      freeAt = Math.max(freeAt, performance.now()) + chunk.length / BYTES_PER_MS;
      // Short waits would be inexact.
      if (freeAt - performance.now() > 20) await sleep(freeAt - performance.now());
    }
  }
  to.end();
}

describeWithRedis('redisInbox on a slow connection', () => {
  const redis = useRedis();
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function openSlowProxy(): Promise<string> {
    const server = createServer((client) => {
      const target = connect(redis.server.port, '127.0.0.1');
      for (const socket of [client, target]) socket.setNoDelay(true).on('error', () => {});
      for (const [from, to] of [
        [client, target],
        [target, client],
      ] as const) {
        forwardSlowly(from, to).catch(() => to.destroy());
      }
    }).listen(0, '127.0.0.1');
    closing.push(() => server.close());
    await once(server, 'listening');
    return `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('stores and handles an entry that takes longer than the reply timeout and the lease of the worker', async () => {
    const warnings: string[] = [];
    const onWarning = ({ code }: { code: string }) => warnings.push(code);
    const inbox = redisInbox({ connection: await openSlowProxy(), prefix: randomUUID(), onWarning });
    closing.push(() => inbox.close());
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
});
