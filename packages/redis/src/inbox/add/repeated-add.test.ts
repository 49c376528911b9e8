import { randomUUID } from 'node:crypto';
import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { samplePayload } from '@vzaps/testing';
import { describeWithRedis } from 'redis-test-server';
import { afterEach, expect, it, vi } from 'vitest';
import { type RedisInbox, redisInbox } from '../../index.ts';
import { useRedis } from '../../test/use-redis.ts';
import { WAIT } from '../../test/wait-options.ts';

describeWithRedis('redisInbox, when the result of add is unknown,', () => {
  const redis = useRedis();
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    redis.server.signal('SIGCONT');
    for (const close of closing.splice(0).reverse()) await close();
  });

  const open = (): { inbox: RedisInbox; countEntries: () => Promise<number> } => {
    const prefix = randomUUID();
    const inbox = redisInbox({ connection: redis.server.url, prefix, onWarning() {} });
    closing.push(() => inbox.close());
    const connection = redis.server.connect();
    return { inbox, countEntries: () => connection.zcard(`{${prefix}}:entries`) };
  };

  it('stores a repeated call with the same id once, with and without a key', async () => {
    const { inbox, countEntries } = open();
    for (const key of [undefined, 'VZ1|A']) {
      const entry = { id: randomUUID(), partial: false, raw: {}, ...(key !== undefined && { key }) };
      expect(await inbox.add(entry)).toBe('queued');
      expect(await inbox.add(entry)).toBe('duplicate');
    }
    expect(await countEntries()).toBe(2);
  });

  it('stores equal entries with different ids, or without an id, each time', async () => {
    const { inbox, countEntries } = open();
    for (const id of [randomUUID(), randomUUID(), undefined, undefined]) {
      expect(await inbox.add({ partial: false, raw: {}, ...(id !== undefined && { id }) })).toBe('queued');
    }
    expect(await countEntries()).toBe(4);
  });

  it('handles an event without a key once after a receiver answered 503 and got the delivery again', async () => {
    const { inbox, countEntries } = open();
    const receiver = createReceiver({ verify: unsafeSkipVerification(), inbox, instanceId: 'VZ1' });
    const body = JSON.stringify(samplePayload('Presence'));
    const deliver = async (): Promise<number> =>
      (await receiver.fetch(new Request('http://localhost/', { method: 'POST', body }))).status;
    expect(await deliver()).toBe(200);
    redis.server.signal('SIGSTOP');
    expect(await deliver()).toBe(503);
    redis.server.signal('SIGCONT');
    await vi.waitUntil(async () => (await deliver()) === 200, WAIT);
    // Redis executed the command of the delivery that was answered 503, or the later one, but not both.
    expect(await countEntries()).toBe(2);
  });
});

describeWithRedis('redisInbox.forget', () => {
  const redis = useRedis();

  it('lets a handled event be stored again, and keeps an event that still waits', async () => {
    const app = redis.app();
    const handler = vi.fn();
    await app.deliver({ messageId: 'A' });
    expect(await app.inbox.forget(['VZ1|A'])).toBe(0);
    expect(await app.deliver({ messageId: 'A' })).toMatchObject({ outcome: 'duplicate' });
    app.startWorker(handler);
    await vi.waitUntil(async () => (await app.inbox.forget(['VZ1|A', 'VZ1|unknown'])) === 1, WAIT);
    expect(await app.deliver({ messageId: 'A' })).toMatchObject({ outcome: 'queued' });
    expect(await app.inbox.forget([])).toBe(0);
  });
});
