import { redisStore } from '@vzaps/redis';
import { samplePayload } from '@vzaps/testing';
import { describeWithRedis, startRedisServer } from 'redis-test-server';
import { expect, it } from 'vitest';
import { type Application, startApplication } from '../../test/application.ts';
import { createEmptyFolder } from '../../test/empty-folder.ts';
import { type Session, startSession } from '../../test/session.ts';

/** Delivers messages of a few people, while the application is broken. */
async function failMessages({ fake, instanceId }: Session, application: Application, count: number): Promise<void> {
  application.isBroken = true;
  for (let i = 0; i < count; i++) {
    const phone = `551190000000${i % 2}`;
    await fake.deliver(instanceId, samplePayload('Message', { text: `message ${i}`, phone, pushName: 'Ana' }));
  }
  application.isBroken = false;
}

const textsOf = ({ handled }: Application) => handled.map((event) => event.type === 'Message' && event.text);

it('vzaps replay replays failed deliveries once, and then has nothing to do', async () => {
  const session = await startSession();
  const application = await startApplication();
  await session.run('webhook', 'set', application.url, '--events', 'Message');
  await failMessages(session, application, 6);
  await session.run('replay', '--failed', '--concurrency', '1');
  await session.run('replay', '--failed');
  await session.run('replay', '--force');
  await session.run('replay', '--force', '--since', '2h');
  await session.run('replay', '--since', 'yesterday');
  await session.matchesGolden('replay');
  expect(textsOf(application).sort()).toEqual([0, 1, 2, 3, 4, 5].map((i) => `message ${i}`));
});

it('vzaps replay exits with 1 while a delivery fails', async () => {
  const session = await startSession();
  const application = await startApplication();
  await session.run('webhook', 'set', application.url, '--events', 'Message');
  await failMessages(session, application, 1);
  application.isBroken = true;
  const cli = session.start(['replay', '--json']);
  expect(await cli.exitCode).toBe(1);
  expect(cli.screen()).toContain('{"total":1,"succeeded":0,"failed":1}');
});

describeWithRedis('replay --force', () => {
  it('lets the application handle events again, and goes on after Ctrl-C', async () => {
    const redis = await startRedisServer();
    try {
      const session = await startSession({}, { VZAPS_REDIS_URL: redis.url });
      const store = redisStore(redis.connect(), { prefix: 'shop' });
      const application = await startApplication({ idempotency: store });
      await session.run('webhook', 'set', application.url, '--events', 'Message');
      const { fake, instanceId } = session;
      for (let i = 0; i < 5; i++) await fake.deliver(instanceId, samplePayload('Message', { text: `message ${i}` }));
      expect(application.handled).toHaveLength(5);

      // The second delivery of the replay hangs, so Ctrl-C comes in the middle. It fails when the test lets it go on.
      let release = () => {};
      application.beforeHandling = (event) => {
        if (event.type !== 'Message' || event.text !== 'message 1') return undefined;
        return new Promise((_, reject) => {
          release = () => reject(new Error('interrupted'));
        });
      };
      const cwd = createEmptyFolder();
      const args = ['replay', '--force', '--since', '1h', '--prefix', 'shop', '--yes'];
      const first = session.startProcess(args, { env: session.env, cwd });
      await first.shows('1/5');
      first.interrupt();
      expect(await first.exitCode).toBe(1);
      expect(first.screen()).toContain('Stopped. The same command goes on');
      application.beforeHandling = () => {};
      release();

      const second = session.startProcess(args, { env: session.env, cwd });
      expect(await second.exitCode).toBe(0);
      expect(second.screen()).toContain('4 succeeded, 0 failed');
      const again = textsOf(application).slice(5);
      expect(again.sort()).toEqual([0, 1, 2, 3, 4].map((i) => `message ${i}`));
    } finally {
      await redis.close();
    }
  });
});
