import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { describeWithRedis } from '../test/describe-with-redis.ts';
import { type RedisServer, redisServer } from '../test/redis-server.ts';
import { type Site, siteOn } from '../test/site.ts';
import { until } from '../test/until.ts';

/** Milliseconds: a window that ends in no test. */
const LONG = 600_000;
const partial = { messageId: 'TWIN', text: 'twin', partial: true };
const complete = { messageId: 'TWIN', text: 'twin' };

describeWithRedis('twins in the inbox', () => {
  let server: RedisServer;
  let site: Site;
  /** What was handled: the text, and whether the phone was known. */
  let handled: string[];
  const note: Parameters<Site['work']>[0] = ({ text, phone }) => {
    handled.push(phone ? `${text}` : `${text} without a phone`);
  };
  const outcomeOf = async (facts: Parameters<Site['deliver']>[0]): Promise<string> =>
    (await site.deliver(facts)).outcome;

  beforeAll(async () => {
    server = await redisServer();
  });
  const open = (partialWaitMs: number): void => {
    handled = [];
    site = siteOn(server, { partialWaitMs, attempts: 10_000, backoff: { baseMs: 20, maxMs: 200 } });
  };
  afterEach(() => site.close());
  afterAll(() => server?.close());

  it('handles the complete copy alone when it comes within the window, and blocks nobody meanwhile', async () => {
    open(LONG);
    site.work(note, { concurrency: 1 });
    expect(await outcomeOf(partial)).toBe('queued');
    for (const text of ['next', 'and next']) await site.deliver({ text });
    await vi.waitUntil(() => handled.length === 2, until);
    expect(await outcomeOf(complete)).toBe('queued');
    await vi.waitUntil(() => handled.length === 3, until);
    expect(handled).toEqual(['next', 'and next', 'twin']);
  });

  it('never handles a partial copy whose complete one has come, though its window passes', async () => {
    open(50);
    expect(await outcomeOf(partial)).toBe('queued');
    expect(await outcomeOf(complete)).toBe('queued');
    for (let i = 0; i < 3; i += 1) site.work(note);
    await site.deliver({ text: 'late', partial: true });
    await vi.waitUntil(() => handled.length === 2, until);
    expect(handled.sort()).toEqual(['late without a phone', 'twin']);
  });

  it("hands a partial copy over when its window has passed, and the receiver's own does not follow", async () => {
    open(300);
    site.work(note);
    const start = performance.now();
    await outcomeOf(partial);
    await vi.waitUntil(() => handled.length === 1, until);
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
    site.work(note);
    await vi.waitUntil(() => handled.length === 1, until);
    expect(handled).toEqual(['twin']);
  });

  it('prefers the complete copy while the partial one stands in a conversation that is blocked', async () => {
    open(50);
    let blocked = true;
    const tried = vi.fn();
    site.work((event, ctx) => {
      if (event.text !== 'first') return note(event, ctx);
      tried();
      if (blocked) throw new Error('not yet');
    });
    await site.deliver({ text: 'first' });
    await outcomeOf(partial);
    const redis = server.connect();
    // The partial copy has moved from its own lane to that of its conversation.
    await vi.waitUntil(async () => (await redis.keys(`{${site.prefix}}:lane:~*`)).length === 0, until);
    expect(await outcomeOf(complete)).toBe('queued');
    blocked = false;
    await vi.waitUntil(() => handled.length === 1, until);
    await site.deliver({ text: 'the end' });
    await vi.waitUntil(() => handled.includes('the end'), until);
    expect(handled).toEqual(['twin', 'the end']);
  });

  it('takes a complete copy whose partial one was handled, and handles the message once', async () => {
    open(0);
    site.work(note);
    await outcomeOf(partial);
    await vi.waitUntil(() => handled.length === 1, until);
    expect(await outcomeOf(complete)).toBe('queued');
    await site.deliver({ text: 'the end' });
    await vi.waitUntil(() => handled.includes('the end'), until);
    expect(handled).toEqual(['twin without a phone', 'the end']);
  });
});
