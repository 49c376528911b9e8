import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { sampleEvent } from '@vzaps/testing';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { redisInbox } from '../index.ts';
import { describeWithRedis } from '../test/describe-with-redis.ts';
import { type RedisServer, redisServer } from '../test/redis-server.ts';
import { until } from '../test/until.ts';

describeWithRedis('the worker of an inbox whose connection does not wait long', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await redisServer();
  });
  afterAll(() => server?.close());

  it.each([{ commandTimeout: 300 }, { socketTimeout: 300 }])('waits for events all the same (%o)', async (hurry) => {
    const redis = new Redis(server.url, { ...hurry, lazyConnect: true });
    const warnings: string[] = [];
    const onWarning = ({ message }: Error) => warnings.push(message);
    const inbox = redisInbox({ connection: redis, prefix: JSON.stringify(hurry).replace(/\W/g, ''), onWarning });
    const handled = vi.fn();
    inbox.startWorker(createReceiver({ verify: unsafeSkipVerification() }).on('Message', handled));
    const start = performance.now();
    // It has nothing to do for longer than that.
    await vi.waitUntil(() => performance.now() - start > 1_200, until);
    await inbox.add({ partial: false, raw: sampleEvent('Message').raw });
    await vi.waitUntil(() => handled.mock.calls.length === 1, until);
    expect(warnings).toEqual([]);
    await inbox.close();
    redis.disconnect();
  });
});
