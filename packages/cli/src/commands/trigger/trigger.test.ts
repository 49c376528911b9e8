import { expect, it } from 'vitest';
import { startApplication } from '../../test/application.ts';
import { startSession } from '../../test/session.ts';

it('vzaps trigger sends sample events to a webhook', async () => {
  const { run, matchesGolden } = await startSession();
  const application = await startApplication();
  const { url } = application;
  await run('trigger', 'Message', '--to', url, '--set', 'text=ping', '--set', 'pushName=Ana');
  await run('trigger', 'image', '--to', url, '--set', 'text=a caption', '--set', 'quoted.messageId=3EB01');
  await run('trigger', 'readreceipt', '--to', url, '--set', 'state=Read');
  await run('trigger', 'Message', '--to', url, '--no-sign');
  await run('trigger', 'Mesage', '--to', url);
  await run('trigger', 'Message', '--to', url, '--set', 'txt=ping');
  await run('trigger', 'Message', '--to', 'http://127.0.0.1:9');
  await matchesGolden('trigger');
  expect(application.handled.map((event) => event.type)).toEqual(['Message', 'Message']);
});

it('vzaps trigger --fail-first disconnects before the first response, delivers the event again, and the application handles it once', async () => {
  const { start } = await startSession();
  const application = await startApplication();
  const cli = start(['trigger', 'Message', '--to', application.url, '--fail-first']);
  expect(await cli.exitCode).toBe(0);
  expect(cli.screen()).toContain('disconnected');
  expect(application.handled).toHaveLength(1);
});

it('vzaps trigger sends a burst of different events', async () => {
  const { startProcess } = await startSession();
  const application = await startApplication();
  const cli = startProcess(['trigger', 'Message', '--to', application.url, '--burst', '20', '--json']);
  expect(await cli.exitCode).toBe(0);
  expect(application.handled).toHaveLength(20);
});

it('vzaps trigger exits with 1 if the application does not accept the event', async () => {
  const { start } = await startSession();
  const application = await startApplication();
  application.isBroken = true;
  const cli = start(['trigger', 'Message', '--to', application.url]);
  expect(await cli.exitCode).toBe(1);
  expect(cli.screen()).toContain('500 failed');
});
