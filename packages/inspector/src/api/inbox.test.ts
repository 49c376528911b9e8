import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { redisInbox } from '@vzaps/redis';
import { sampleEvent } from '@vzaps/testing';
import { describeWithRedis, startRedisServer } from 'redis-test-server';
import { expect, it } from 'vitest';
import { startInspector } from '../test/browser.fixture.ts';
import type { InboxState } from './contract.ts';

describeWithRedis('the inbox', () => {
  it('is shown with its dead letters, which can be replayed and removed', async () => {
    const redis = await startRedisServer();
    const inbox = redisInbox({ connection: redis.url, attempts: 1, onWarning: () => {} });
    try {
      const { browser } = await startInspector({ inbox });
      const verify = unsafeSkipVerification();
      const receiver = createReceiver({ verify, inbox, instanceId: 'VZ1', onOutcome: [] }).on('Message', () => {
        throw new TypeError('the handler has a bug');
      });
      for (const text of ['first', 'second']) {
        await receiver.dispatch(sampleEvent('Message', { text }), { enqueue: true });
      }
      expect(await browser.read<InboxState>('api/inbox')).toMatchObject({ stats: { waiting: 2, dead: 0 }, dead: [] });
      const worker = inbox.startWorker(receiver);
      await expect.poll(async () => (await inbox.stats()).dead, { timeout: 30_000 }).toBe(2);
      await worker.close();
      const { dead } = await browser.read<InboxState>('api/inbox');
      expect(dead.map(({ type, summary, error, attempts }) => [type, summary, error, attempts])).toEqual([
        ['Message', 'first', 'TypeError', 1],
        ['Message', 'second', 'TypeError', 1],
      ]);
      const change = async (action: string, ids: unknown) =>
        (await browser.post(`api/inbox/${action}`, { ids })).json();
      expect(await change('replay', [dead[0]?.id])).toEqual({ count: 1 });
      expect(await change('remove', [dead[1]?.id, '999'])).toEqual({ count: 1 });
      // Without ids nothing happens. `replay()` of the inbox would replay everything.
      for (const ids of [undefined, [], 'all']) {
        expect(await change('replay', ids)).toMatchObject({ error: { code: 'INVALID_REQUEST' } });
      }
      expect(await browser.read<InboxState>('api/inbox')).toMatchObject({ stats: { waiting: 1, dead: 0 } });
    } finally {
      await inbox.close();
      await redis.close();
    }
  });

  it('makes its routes answer 502 if it cannot be reached', async () => {
    const inbox = redisInbox({ connection: 'redis://127.0.0.1:1', onWarning: () => {} });
    try {
      const { browser } = await startInspector({ inbox });
      const response = await browser.call('api/inbox');
      expect(response.status).toBe(502);
      expect(await response.json()).toMatchObject({ error: { code: 'REDIS_UNAVAILABLE' } });
    } finally {
      await inbox.close();
    }
  });
});

it('the routes of the inbox are answered 404 without an inbox', async () => {
  const { browser } = await startInspector();
  expect((await browser.call('api/inbox')).status).toBe(404);
  expect((await browser.post('api/inbox/replay', { ids: ['1'] })).status).toBe(404);
});
