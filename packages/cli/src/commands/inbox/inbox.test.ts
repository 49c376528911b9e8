import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { redisInbox } from '@vzaps/redis';
import { sampleEvent } from '@vzaps/testing';
import { describeWithRedis, startRedisServer } from 'redis-test-server';
import { expect, it } from 'vitest';
import { startSession } from '../../test/session.ts';

describeWithRedis('vzaps inbox', () => {
  it('shows the inbox, and lists, replays and removes dead letters', async () => {
    const redis = await startRedisServer();
    const inbox = redisInbox({ connection: redis.url, attempts: 1, onWarning: () => {} });
    try {
      const { run, startProcess, record, matchesGolden } = await startSession({}, { VZAPS_REDIS_URL: redis.url });
      await run('inbox', 'stats');
      const receiver = createReceiver({
        verify: unsafeSkipVerification(),
        inbox,
        instanceId: 'VZ1',
        onOutcome: () => {},
      }).on('Message', () => {
        throw new TypeError('the handler has a bug');
      });
      for (const text of ['first', 'second']) {
        await receiver.dispatch(sampleEvent('Message', { text, pushName: 'Ana' }), { enqueue: true });
      }
      const worker = inbox.startWorker(receiver);
      await expect.poll(async () => (await inbox.stats()).dead).toBe(2);
      await worker.close();
      await run('inbox', 'stats');
      // A process ends only if the command has closed its connections to Redis.
      const args = ['inbox', 'stats', '--json'];
      await record(args, startProcess(args));
      await run('inbox', 'dead', 'list');
      const [first, second] = await inbox.deadLetters.list();
      await run('inbox', 'dead', 'replay');
      await run('inbox', 'dead', 'replay', first?.id ?? '');
      await run('inbox', 'dead', 'remove', second?.id ?? '', '--yes');
      await run('inbox', 'dead', 'remove', '999', '--yes');
      await run('inbox', 'dead', 'list');
      await matchesGolden('inbox');
    } finally {
      await inbox.close();
      await redis.close();
    }
  });
});

it('vzaps inbox exits with 2 and names VZAPS_REDIS_URL if it is not set', async () => {
  const { run } = await startSession({}, {});
  const { screen, exitCode } = await run('inbox', 'stats');
  expect(exitCode).toBe(2);
  expect(screen).toContain('VZAPS_REDIS_URL is missing');
});
