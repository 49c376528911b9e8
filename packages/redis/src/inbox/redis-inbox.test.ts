import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createTestApp, type TestApp } from '../test/test-app.ts';
import { WAIT } from '../test/wait-options.ts';

const queued = { status: 200, outcome: 'queued' };

describeWithRedis('redisInbox', () => {
  let server: RedisServer;
  const apps: TestApp[] = [];
  const app = (...options: Parameters<typeof createTestApp> extends [unknown, ...infer R] ? R : never): TestApp => {
    const made = createTestApp(server, ...options);
    apps.push(made);
    return made;
  };

  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterEach(async () => {
    for (const each of apps.splice(0)) await each.close();
  });
  afterAll(() => server?.close());

  it('keeps the order of each conversation across three workers while events fail and are repeated', async () => {
    const { deliver, startWorker } = app();
    const handled: string[] = [];
    const failing = new Set<string>();
    const atWork = new Set<string>();
    const handler: Parameters<typeof startWorker>[0] = async ({ text = '', chat }) => {
      expect(atWork.has(chat)).toBe(false);
      atWork.add(chat);
      await new Promise((resolve) => setImmediate(resolve));
      atWork.delete(chat);
      if (text.endsWith('3') && failing.size < 40 && !failing.has(text)) {
        failing.add(text);
        throw new Error('once');
      }
      handled.push(text);
    };
    for (let i = 0; i < 3; i += 1) startWorker(handler);
    const chats = Array.from({ length: 10 }, (_, i) => `55119000000${i}0`);
    for (let turn = 0; turn < 20; turn += 1) {
      const answers = await Promise.all(chats.map((phone) => deliver({ phone, text: `${phone} ${turn}` })));
      for (const answer of answers) expect(answer).toMatchObject(queued);
    }
    await vi.waitUntil(() => handled.length === 200, WAIT);
    expect(failing.size).toBe(20);
    for (const phone of chats) {
      const ofChat = handled.filter((text) => text.startsWith(phone));
      expect(ofChat).toEqual(Array.from({ length: 20 }, (_, turn) => `${phone} ${turn}`));
    }
  });

  it('refuses a second copy while the first one waits and after it was handled', async () => {
    const { deliver, startWorker } = app();
    const handled = vi.fn();
    const message = { messageId: 'ONE', text: 'hello' };
    expect(await deliver(message)).toMatchObject(queued);
    expect(await deliver(message)).toMatchObject({ status: 200, outcome: 'duplicate' });
    startWorker(handled);
    await vi.waitUntil(() => handled.mock.calls.length === 1, WAIT);
    expect(await deliver(message)).toMatchObject({ status: 200, outcome: 'duplicate' });
    expect(await deliver({ text: 'next' })).toMatchObject(queued);
    await vi.waitUntil(() => handled.mock.calls.length === 2, WAIT);
    expect(handled.mock.calls.map(([event]) => event.text)).toEqual(['hello', 'next']);
  });

  it('blocks a conversation while its first event is repeated, and no other conversation', async () => {
    const { deliver, startWorker } = app({ attempts: 10_000, backoff: { baseMs: 20, maxMs: 50 } });
    const tried: string[] = [];
    startWorker(
      ({ text = '' }) => {
        tried.push(text);
        if (text === 'bad' && !tried.includes('other conversation')) throw new Error('not yet');
      },
      { concurrency: 1 },
    );
    for (const text of ['bad', 'behind it']) await deliver({ phone: '5511900000001', text });
    await vi.waitUntil(() => tried.length > 2, WAIT);
    await deliver({ phone: '5511900000002', text: 'other conversation' });
    await vi.waitUntil(() => tried.includes('behind it'), WAIT);
    expect([...new Set(tried)]).toEqual(['bad', 'other conversation', 'behind it']);
    expect(tried.slice(-3)).toEqual(['other conversation', 'bad', 'behind it']);
  });

  it('lists dead letters, and replays them to the end of their conversations', async () => {
    const { deliver, startWorker, inbox, warnings } = app({ attempts: 2 });
    let isFixed = false;
    const tried: string[] = [];
    const handled: string[] = [];
    startWorker(({ text = '' }) => {
      tried.push(text);
      if (!isFixed && text.startsWith('bad')) throw new RangeError('no such customer');
      handled.push(text);
    });
    for (const text of ['bad 1', 'bad 2', 'bad 3', 'good']) await deliver({ text });
    await vi.waitUntil(() => handled.includes('good'), WAIT);
    expect(tried).toEqual(['bad 1', 'bad 1', 'bad 2', 'bad 2', 'bad 3', 'bad 3', 'good']);
    const letters = await inbox.deadLetters.list();
    expect(letters).toEqual(
      ['bad 1', 'bad 2', 'bad 3'].map((text) => ({
        id: expect.any(String),
        failedAt: expect.any(Date),
        attempts: 2,
        reason: 'RangeError',
        firstError: 'RangeError',
        lastError: 'RangeError',
        conversation: expect.stringContaining('@lid'),
        instanceId: 'VZ1',
        event: expect.objectContaining({ type: 'Message', text }),
      })),
    );
    expect(warnings).toEqual(['DEAD_LETTER']);
    const [first, second, third] = letters.map(({ id }) => id) as [string, string, string];
    expect((await inbox.deadLetters.list({ after: first, limit: 1 })).map(({ id }) => id)).toEqual([second]);

    isFixed = true;
    expect(await inbox.deadLetters.replay([second, 'none', second])).toBe(1);
    await vi.waitUntil(() => handled.includes('bad 2'), WAIT);
    expect(await inbox.deadLetters.remove([third, '0'])).toBe(1);
    expect(await inbox.deadLetters.replay()).toBe(1);
    await vi.waitUntil(() => handled.includes('bad 1'), WAIT);
    expect(handled).toEqual(['good', 'bad 2', 'bad 1']);
    expect(await inbox.deadLetters.list()).toEqual([]);
  });

  it('replays more dead letters than a page holds, each once', async () => {
    const { deliver, startWorker, inbox } = app({ attempts: 1 });
    const tried = vi.fn(() => Promise.reject(new Error('still')));
    startWorker(tried);
    const phones = Array.from({ length: 230 }, (_, i) => `55119${String(i).padStart(8, '0')}`);
    await Promise.all(phones.map((phone) => deliver({ phone })));
    await vi.waitUntil(() => tried.mock.calls.length === 230, WAIT);
    await vi.waitUntil(async () => (await inbox.deadLetters.list({ limit: 1_000 })).length === 230, WAIT);
    expect(await inbox.deadLetters.replay()).toBe(230);
    await vi.waitUntil(() => tried.mock.calls.length === 460, WAIT);
  });

  it('stores neither the signed URL nor a token', async () => {
    const { deliver, signedUrl, startWorker, inbox, prefix } = app({ attempts: 1, partialWaitMs: 600_000 });
    await deliver({ text: 'bad' });
    await deliver({ text: 'partial', partial: true });
    const worker = startWorker(() => Promise.reject(new Error('no')));
    await vi.waitUntil(async () => (await inbox.deadLetters.list()).length > 0, WAIT);
    await worker.close();
    await deliver({ text: 'waits' });
    const stored = await everythingIn(server, prefix);
    expect(stored).toContain('waits');
    expect(stored).toContain('partial');
    const signature = new URL(signedUrl).searchParams.get('vzaps_signature') ?? '';
    expect(signature).toMatch(/^v1\.[0-9a-f]{64}$/);
    for (const secret of [signature, 'the-instance-token', 'example.com']) expect(stored).not.toContain(secret);
  });

  it('throws INVALID_OPTION without a connection', () => {
    expect(() => createTestApp(server, { connection: undefined as never })).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION' }),
    );
  });
});

/** Returns every key and value as text. */
async function everythingIn(server: RedisServer, prefix: string): Promise<string> {
  const redis = server.connect();
  const parts: string[] = [];
  for (const key of await redis.keys(`*${prefix}*`)) {
    const type = await redis.type(key);
    const value = {
      string: () => redis.get(key),
      list: () => redis.lrange(key, 0, -1),
      hash: () => redis.hgetall(key),
      zset: () => redis.zrange(key, '0', '-1'),
      set: () => redis.smembers(key),
      stream: () => redis.xrange(key, '-', '+'),
    }[type];
    if (!value) {
      if (type === 'none') continue; // The key expired after KEYS.
      throw new Error(`Unexpected type ${type}.`);
    }
    parts.push(key, JSON.stringify(await value()));
  }
  return parts.join('\n');
}
