import { samplePayload } from '@vzaps/testing';
import { expect, it } from 'vitest';
import { startApplication } from '../../test/application.ts';
import { startSession } from '../../test/session.ts';

it('vzaps logs lists, shows and retries deliveries', async () => {
  const { run, fake, instanceId, matchesGolden } = await startSession();
  const application = await startApplication();
  await run('logs', 'list');
  await run('webhook', 'set', application.url, '--events', 'All');
  const timestamp = new Date('2026-11-29T10:00:00Z');
  await fake.deliver(instanceId, samplePayload('Message', { text: 'Are you open today?', pushName: 'Ana', timestamp }));
  application.isBroken = true;
  await fake.deliver(instanceId, samplePayload('Message', { text: 'ping', timestamp }));
  await run('logs', 'list');
  const [, failed] = fake.log(instanceId);
  await run('logs', 'get', failed?.id ?? '');
  expect(await run('logs', 'retry', failed?.id ?? '')).toMatchObject({ exitCode: 1 });
  application.isBroken = false;
  expect(await run('logs', 'retry', failed?.id ?? '')).toMatchObject({ exitCode: 0 });
  await run('logs', 'list', '--status', 'failed');
  await run('logs', 'retry', 'log_unknown');
  await matchesGolden('logs');
  expect(application.handled).toHaveLength(2);
});

it('vzaps logs shows the control characters of a message instead of writing them to the terminal', async () => {
  const { startProcess, fake, instanceId, run } = await startSession();
  const { url } = await startApplication();
  await run('webhook', 'set', url, '--events', 'All');
  await fake.deliver(
    instanceId,
    samplePayload('Message', { text: 'red \u001b[31m \u202e txt', pushName: '\u001b[2J' }),
  );
  const cli = startProcess(['logs', 'list'], { columns: 200 });
  expect(await cli.exitCode).toBe(0);
  expect(cli.screen()).toContain('\\u001b[2J');
});
