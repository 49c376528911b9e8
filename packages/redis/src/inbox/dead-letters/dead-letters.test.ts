import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { type RedisInbox, redisInbox } from '../../index.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { WAIT } from '../../test/wait-options.ts';

describeWithRedis('Dead letters', () => {
  let server: RedisServer;
  let app: TestApp;
  const opened: RedisInbox[] = [];

  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterEach(async () => {
    for (const each of [app, ...opened.splice(0)]) await each.close();
  });
  afterAll(() => server?.close());

  /** Creates an inbox and uses it at once, as a script would. */
  const deadLettersOf = (prefix: string): RedisInbox['deadLetters'] => {
    const inbox = redisInbox({ connection: server.url, prefix });
    opened.push(inbox);
    return inbox.deadLetters;
  };
  const lettersOf = async (count: number) => {
    await vi.waitUntil(async () => (await app.inbox.deadLetters.list()).length === count, WAIT);
    return app.inbox.deadLetters.list();
  };

  it('can be listed, replayed and removed by a process that has just started', async () => {
    app = createTestApp(server, { attempts: 1 });
    const handler = vi.fn(() => Promise.reject(new Error('no')));
    app.startWorker(handler);
    for (const phone of ['5511900000001', '5511900000002']) await app.deliver({ phone });
    const [first, second] = (await lettersOf(2)).map(({ id }) => id) as [string, string];
    expect(await deadLettersOf(app.prefix).list()).toMatchObject([{ id: first }, { id: second }]);
    expect(await deadLettersOf(app.prefix).remove([first])).toBe(1);
    expect(await deadLettersOf(app.prefix).replay()).toBe(1);
    await vi.waitUntil(() => handler.mock.calls.length === 3, WAIT);
  });

  it.each([{ partial: false }, { partial: true }])(
    'are stored again when VZaps delivers them again after they were removed (partial: $partial)',
    async ({ partial }) => {
      app = createTestApp(server, { attempts: 1, partialWaitMs: 0 });
      const handled = vi.fn();
      let broken = true;
      app.startWorker(() => {
        if (broken) throw new Error('no');
        handled();
      });
      const message = { messageId: 'AGAIN', partial };
      await app.deliver(message);
      const [letter] = await lettersOf(1);
      broken = false;
      // The dead letter is kept, so the event is not stored again.
      expect(await app.deliver(message)).toMatchObject({ status: 200, outcome: 'duplicate' });
      expect(await app.inbox.deadLetters.remove([letter?.id ?? ''])).toBe(1);
      expect(await app.deliver(message)).toMatchObject({ status: 200, outcome: 'queued' });
      await vi.waitUntil(() => handled.mock.calls.length === 1, WAIT);
    },
  );

  it('can be removed if they are partial copies, and a second complete copy is still refused', async () => {
    app = createTestApp(server, { attempts: 1, partialWaitMs: 0 });
    app.startWorker(({ complete }) => {
      if (!complete) throw new Error('no phone');
    });
    await app.deliver({ messageId: 'MESSAGE', partial: true });
    const [letter] = await lettersOf(1);
    expect(await app.deliver({ messageId: 'MESSAGE' })).toMatchObject({ outcome: 'queued' });
    await app.inbox.deadLetters.remove([letter?.id ?? '']);
    expect(await app.deliver({ messageId: 'MESSAGE' })).toMatchObject({ outcome: 'duplicate' });
  });

  it('contain the names and codes of the errors, and not their messages', async () => {
    app = createTestApp(server, { attempts: 1 });
    app.startWorker(() => {
      throw Object.assign(new TypeError('5511999990000: https://example.com/?token=abc'), { code: 'E_CUSTOMER' });
    });
    await app.deliver({});
    expect(await lettersOf(1)).toMatchObject([{ reason: 'TypeError (E_CUSTOMER)' }]);
    expect((await server.connect().zrange(`{${app.prefix}}:dead`, '0', '-1')).join()).not.toMatch(/5511999990000:|abc/);
  });
});
