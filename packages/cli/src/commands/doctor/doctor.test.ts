import { samplePayload } from '@vzaps/testing';
import { expect, it } from 'vitest';
import { startApplication } from '../../test/application.ts';
import { startSession } from '../../test/session.ts';

it('vzaps doctor says what is wrong and how to repair it', async () => {
  const session = await startSession();
  const { run, fake, instanceId, env } = session;
  await run('doctor');
  const application = await startApplication();
  await run('webhook', 'set', application.url.replace('/vzaps', '/other'), '--events', 'Message');
  await run('doctor');
  await run('webhook', 'set', application.url, '--yes');
  await run('doctor');
  application.isBroken = true;
  await fake.deliver(instanceId, samplePayload('Message'));
  env.WEBHOOK_SECRET = 'another secret than that of the application';
  await run('doctor');
  env.VZAPS_CLIENT_SECRET = 'wrong';
  await run('doctor');
  delete env.VZAPS_CLIENT_SECRET;
  delete env.VZAPS_INSTANCE_ID;
  await run('doctor');
  await session.matchesGolden('doctor');
  // The test deliveries reach no handler.
  expect(application.handled).toEqual([]);
});

it('vzaps doctor exits with 0 if everything is well', async () => {
  const { startProcess, run } = await startSession();
  const { url } = await startApplication();
  await run('webhook', 'set', url, '--events', 'Message');
  const cli = startProcess(['doctor', '--json']);
  expect(await cli.exitCode).toBe(0);
  expect(cli.screen()).not.toContain('"wrong"');
});
