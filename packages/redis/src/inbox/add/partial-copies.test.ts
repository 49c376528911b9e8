import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { WAIT } from '../../test/wait-options.ts';

/** Milliseconds. A wait that does not end during a test. */
const LONG = 600_000;
const partial = { messageId: 'MESSAGE', text: 'message', partial: true };
const complete = { messageId: 'MESSAGE', text: 'message' };

describeWithRedis('redisInbox with a partial and a complete copy', () => {
  let server: RedisServer;
  let app: TestApp;
  /** The texts of the handled events, and whether the phone was known. */
  let handled: string[];
  const handle: Parameters<TestApp['startWorker']>[0] = ({ text, phone }) => {
    handled.push(phone ? `${text}` : `${text} without a phone`);
  };
  const outcomeOf = async (message: Parameters<TestApp['deliver']>[0]): Promise<string> =>
    (await app.deliver(message)).outcome;

  beforeAll(async () => {
    server = await startRedisServer();
  });
  const open = (partialWaitMs: number): void => {
    handled = [];
    app = createTestApp(server, { partialWaitMs, attempts: 10_000, backoff: { baseMs: 20, maxMs: 200 } });
  };
  afterEach(() => app.close());
  afterAll(() => server?.close());

  it('handles only the complete copy when it comes within the wait, and does not block the conversation meanwhile', async () => {
    open(LONG);
    app.startWorker(handle, { concurrency: 1 });
    expect(await outcomeOf(partial)).toBe('queued');
    for (const text of ['next', 'and next']) await app.deliver({ text });
    await vi.waitUntil(() => handled.length === 2, WAIT);
    expect(await outcomeOf(complete)).toBe('queued');
    await vi.waitUntil(() => handled.length === 3, WAIT);
    expect(handled).toEqual(['next', 'and next', 'message']);
  });

  it('never handles a partial copy whose complete copy came, also after the wait', async () => {
    open(50);
    expect(await outcomeOf(partial)).toBe('queued');
    expect(await outcomeOf(complete)).toBe('queued');
    for (let i = 0; i < 3; i += 1) app.startWorker(handle);
    await app.deliver({ text: 'late', partial: true });
    await vi.waitUntil(() => handled.length === 2, WAIT);
    expect(handled.sort()).toEqual(['late without a phone', 'message']);
  });

  it('handles a partial copy after the wait, without another wait of the receiver', async () => {
    open(300);
    app.startWorker(handle);
    const start = performance.now();
    await outcomeOf(partial);
    await vi.waitUntil(() => handled.length === 1, WAIT);
    expect(performance.now() - start).toBeGreaterThanOrEqual(290);
    expect(handled).toEqual(['message without a phone']);
  });

  it('refuses a partial copy after a partial or complete one, and a complete copy after a complete one', async () => {
    open(LONG);
    expect(await outcomeOf(partial)).toBe('queued');
    expect(await outcomeOf(partial)).toBe('duplicate');
    expect(await outcomeOf(complete)).toBe('queued');
    expect(await outcomeOf(partial)).toBe('duplicate');
    expect(await outcomeOf(complete)).toBe('duplicate');
    app.startWorker(handle);
    await vi.waitUntil(() => handled.length === 1, WAIT);
    expect(handled).toEqual(['message']);
  });

  it('prefers the complete copy while the partial copy waits in a blocked conversation', async () => {
    open(50);
    let blocked = true;
    const tried = vi.fn();
    app.startWorker((event, ctx) => {
      if (event.text !== 'first') return handle(event, ctx);
      tried();
      if (blocked) throw new Error('not yet');
    });
    await app.deliver({ text: 'first' });
    await outcomeOf(partial);
    const redis = server.connect();
    // The wait has ended, and the partial copy is in its conversation.
    await vi.waitUntil(async () => (await redis.keys(`{${app.prefix}}:conversation:~*`)).length === 0, WAIT);
    expect(await outcomeOf(complete)).toBe('queued');
    blocked = false;
    await vi.waitUntil(() => handled.length === 1, WAIT);
    await app.deliver({ text: 'the end' });
    await vi.waitUntil(() => handled.includes('the end'), WAIT);
    expect(handled).toEqual(['message', 'the end']);
  });

  it('stores a complete copy whose partial copy was handled, and handles the message once', async () => {
    open(0);
    app.startWorker(handle);
    await outcomeOf(partial);
    await vi.waitUntil(() => handled.length === 1, WAIT);
    expect(await outcomeOf(complete)).toBe('queued');
    await app.deliver({ text: 'the end' });
    await vi.waitUntil(() => handled.includes('the end'), WAIT);
    expect(handled).toEqual(['message without a phone', 'the end']);
  });
});
