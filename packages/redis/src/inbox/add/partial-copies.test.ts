import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { WAIT } from '../../test/wait-options.ts';

/** Milliseconds: a window that ends in no test. */
const LONG = 600_000;
const partial = { messageId: 'TWIN', text: 'twin', partial: true };
const complete = { messageId: 'TWIN', text: 'twin' };

describeWithRedis('twins in the inbox', () => {
  let server: RedisServer;
  let app: TestApp;
  /** What was handled: the text, and whether the phone was known. */
  let handled: string[];
  const note: Parameters<TestApp['startWorker']>[0] = ({ text, phone }) => {
    handled.push(phone ? `${text}` : `${text} without a phone`);
  };
  const outcomeOf = async (facts: Parameters<TestApp['deliver']>[0]): Promise<string> =>
    (await app.deliver(facts)).outcome;

  beforeAll(async () => {
    server = await startRedisServer();
  });
  const open = (partialWaitMs: number): void => {
    handled = [];
    app = createTestApp(server, { partialWaitMs, attempts: 10_000, backoff: { baseMs: 20, maxMs: 200 } });
  };
  afterEach(() => app.close());
  afterAll(() => server?.close());

  it('handles the complete copy alone when it comes within the window, and blocks nobody meanwhile', async () => {
    open(LONG);
    app.startWorker(note, { concurrency: 1 });
    expect(await outcomeOf(partial)).toBe('queued');
    for (const text of ['next', 'and next']) await app.deliver({ text });
    await vi.waitUntil(() => handled.length === 2, WAIT);
    expect(await outcomeOf(complete)).toBe('queued');
    await vi.waitUntil(() => handled.length === 3, WAIT);
    expect(handled).toEqual(['next', 'and next', 'twin']);
  });

  it('never handles a partial copy whose complete one has come, though its window passes', async () => {
    open(50);
    expect(await outcomeOf(partial)).toBe('queued');
    expect(await outcomeOf(complete)).toBe('queued');
    for (let i = 0; i < 3; i += 1) app.startWorker(note);
    await app.deliver({ text: 'late', partial: true });
    await vi.waitUntil(() => handled.length === 2, WAIT);
    expect(handled.sort()).toEqual(['late without a phone', 'twin']);
  });

  it("hands a partial copy over when its window has passed, and the receiver's own does not follow", async () => {
    open(300);
    app.startWorker(note);
    const start = performance.now();
    await outcomeOf(partial);
    await vi.waitUntil(() => handled.length === 1, WAIT);
    expect(performance.now() - start).toBeGreaterThanOrEqual(290);
    expect(handled).toEqual(['twin without a phone']);
  });

  it('refuses a partial copy after a partial or a complete one, and a complete copy after a complete one', async () => {
    open(LONG);
    expect(await outcomeOf(partial)).toBe('queued');
    expect(await outcomeOf(partial)).toBe('duplicate');
    expect(await outcomeOf(complete)).toBe('queued');
    expect(await outcomeOf(partial)).toBe('duplicate');
    expect(await outcomeOf(complete)).toBe('duplicate');
    app.startWorker(note);
    await vi.waitUntil(() => handled.length === 1, WAIT);
    expect(handled).toEqual(['twin']);
  });

  it('prefers the complete copy while the partial one stands in a conversation that is blocked', async () => {
    open(50);
    let blocked = true;
    const tried = vi.fn();
    app.startWorker((event, ctx) => {
      if (event.text !== 'first') return note(event, ctx);
      tried();
      if (blocked) throw new Error('not yet');
    });
    await app.deliver({ text: 'first' });
    await outcomeOf(partial);
    const redis = server.connect();
    // The partial copy has moved from its own lane to that of its conversation.
    await vi.waitUntil(async () => (await redis.keys(`{${app.prefix}}:conversation:~*`)).length === 0, WAIT);
    expect(await outcomeOf(complete)).toBe('queued');
    blocked = false;
    await vi.waitUntil(() => handled.length === 1, WAIT);
    await app.deliver({ text: 'the end' });
    await vi.waitUntil(() => handled.includes('the end'), WAIT);
    expect(handled).toEqual(['twin', 'the end']);
  });

  it('takes a complete copy whose partial one was handled, and handles the message once', async () => {
    open(0);
    app.startWorker(note);
    await outcomeOf(partial);
    await vi.waitUntil(() => handled.length === 1, WAIT);
    expect(await outcomeOf(complete)).toBe('queued');
    await app.deliver({ text: 'the end' });
    await vi.waitUntil(() => handled.includes('the end'), WAIT);
    expect(handled).toEqual(['twin without a phone', 'the end']);
  });
});
