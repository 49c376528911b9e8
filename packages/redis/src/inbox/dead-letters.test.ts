import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { type RedisInbox, redisInbox } from '../index.ts';
import { describeWithRedis } from '../test/describe-with-redis.ts';
import { type RedisServer, redisServer } from '../test/redis-server.ts';
import { type Site, siteOn } from '../test/site.ts';
import { until } from '../test/until.ts';

describeWithRedis('dead letters', () => {
  let server: RedisServer;
  let site: Site;
  const opened: RedisInbox[] = [];

  beforeAll(async () => {
    server = await redisServer();
  });
  afterEach(async () => {
    for (const each of [site, ...opened.splice(0)]) await each.close();
  });
  afterAll(() => server?.close());

  /** What a script would do: make an inbox, and use it at once. */
  const deadLettersOf = (prefix: string): RedisInbox['deadLetters'] => {
    const inbox = redisInbox({ connection: server.url, prefix });
    opened.push(inbox);
    return inbox.deadLetters;
  };
  const lettersOf = async (count: number) => {
    await vi.waitUntil(async () => (await site.inbox.deadLetters.list()).length === count, until);
    return site.inbox.deadLetters.list();
  };

  it('can be listed, replayed and removed by a process that has only just begun', async () => {
    site = siteOn(server, { attempts: 1 });
    const tried = vi.fn(() => Promise.reject(new Error('no')));
    site.work(tried);
    for (const phone of ['5511900000001', '5511900000002']) await site.deliver({ phone });
    const [first, second] = (await lettersOf(2)).map(({ id }) => id) as [string, string];
    expect(await deadLettersOf(site.prefix).list()).toMatchObject([{ id: first }, { id: second }]);
    expect(await deadLettersOf(site.prefix).remove([first])).toBe(1);
    expect(await deadLettersOf(site.prefix).replay()).toBe(1);
    await vi.waitUntil(() => tried.mock.calls.length === 3, until);
  });

  it.each([{ partial: false }, { partial: true }])(
    'that were removed are taken when they are delivered again (partial: $partial)',
    async ({ partial }) => {
      site = siteOn(server, { attempts: 1, partialWaitMs: 0 });
      const handled = vi.fn();
      let broken = true;
      site.work(() => {
        if (broken) throw new Error('no');
        handled();
      });
      const facts = { messageId: 'AGAIN', partial };
      await site.deliver(facts);
      const [letter] = await lettersOf(1);
      broken = false;
      // It is kept, so it need not be stored again.
      expect(await site.deliver(facts)).toMatchObject({ status: 200, outcome: 'duplicate' });
      expect(await site.inbox.deadLetters.remove([letter?.id ?? ''])).toBe(1);
      expect(await site.deliver(facts)).toMatchObject({ status: 200, outcome: 'queued' });
      await vi.waitUntil(() => handled.mock.calls.length === 1, until);
    },
  );

  it('that were partial copies leave their complete twin refused when they are removed', async () => {
    site = siteOn(server, { attempts: 1, partialWaitMs: 0 });
    site.work(({ complete }) => {
      if (!complete) throw new Error('no phone');
    });
    await site.deliver({ messageId: 'TWIN', partial: true });
    const [letter] = await lettersOf(1);
    expect(await site.deliver({ messageId: 'TWIN' })).toMatchObject({ outcome: 'queued' });
    await site.inbox.deadLetters.remove([letter?.id ?? '']);
    expect(await site.deliver({ messageId: 'TWIN' })).toMatchObject({ outcome: 'duplicate' });
  });

  it('say the names and codes of what was thrown, and none of its words', async () => {
    site = siteOn(server, { attempts: 1 });
    site.work(() => {
      throw Object.assign(new TypeError('5511999990000: https://example.com/?token=abc'), { code: 'E_CUSTOMER' });
    });
    await site.deliver({});
    expect(await lettersOf(1)).toMatchObject([{ reason: 'TypeError (E_CUSTOMER)' }]);
    expect((await server.connect().zrange(`{${site.prefix}}:dead`, '0', '-1')).join()).not.toMatch(
      /5511999990000:|abc/,
    );
  });
});
