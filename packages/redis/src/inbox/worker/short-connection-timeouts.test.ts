import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { sampleEvent } from '@vzaps/testing';
import { Redis } from 'ioredis';
import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { redisInbox } from '../../index.ts';
import { WAIT } from '../../test/wait-options.ts';

describeWithRedis('A worker of a connection with short timeouts', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server?.close());

  it.each([{ commandTimeout: 1_000 }, { socketTimeout: 1_000 }])(
    'waits for events without a warning (%o)',
    async (timeouts) => {
      const redis = new Redis(server.url, { ...timeouts, lazyConnect: true });
      const warnings: string[] = [];
      const onWarning = ({ message }: Error) => warnings.push(message);
      const inbox = redisInbox({ connection: redis, prefix: JSON.stringify(timeouts).replace(/\W/g, ''), onWarning });
      const handled = vi.fn();
      inbox.startWorker(createReceiver({ verify: unsafeSkipVerification(), instanceId: 'VZ1' }).on('Message', handled));
      const start = performance.now();
      // The worker has nothing to do for longer than the timeout, and the timeout is longer than a busy machine pauses.
      await vi.waitUntil(() => performance.now() - start > 3_000, WAIT);
      await inbox.add({ partial: false, raw: sampleEvent('Message').raw });
      await vi.waitUntil(() => handled.mock.calls.length === 1, WAIT);
      expect(warnings).toEqual([]);
      await inbox.close();
      redis.disconnect();
    },
  );
});
