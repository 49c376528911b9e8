import { VZapsClient } from '@vzaps/core/client';
import { samplePayload } from '@vzaps/testing';
import { expect, it } from 'vitest';
import { startApplication } from '../../test/application.ts';
import { type Session, startSession } from '../../test/session.ts';

function clientOf({ fake }: Session): VZapsClient {
  return new VZapsClient({ baseUrl: fake.url, clientToken: fake.clientToken, clientSecret: fake.clientSecret });
}

it('vzaps listen shows events and forwards them as signed deliveries', async () => {
  const session = await startSession();
  const { fake, instanceId } = session;
  const application = await startApplication();
  const args = ['listen', '--forward-to', application.url];
  const cli = session.startProcess(args);
  await cli.shows('Waiting for events');
  fake.realtime.emit(instanceId, samplePayload('Message', { text: 'ping', pushName: 'Ana' }));
  await cli.shows('"ping"');
  fake.realtime.emit(instanceId, samplePayload('ReadReceipt', { state: 'Read' }));
  await cli.shows('Read: 1 message');
  application.isBroken = true;
  fake.realtime.emit(
    instanceId,
    samplePayload('Message', { kind: 'image', text: 'a caption '.repeat(20), group: true }),
  );
  await cli.shows('500 failed');
  // The next attempt waits for a token until Ctrl-C. Otherwise it could be faster than Ctrl-C.
  fake.expireTokens();
  fake.fault({ route: 'POST /token', does: 'silence', times: 9 });
  fake.realtime.drop();
  await cli.shows('disconnected');
  cli.interrupt();
  await session.record(args, cli);
  await session.matchesGolden('listen');
  expect(application.handled).toMatchObject([{ type: 'Message', text: 'ping' }]);
  expect(fake.realtime.acked(instanceId)).toEqual([]);
});

it('vzaps listen shows an event only once if VZaps sends it again, and acknowledges only with --ack', async () => {
  const session = await startSession();
  const { fake, instanceId } = session;
  const cli = session.start(['listen', '--json']);
  await cli.shows('Waiting for events');
  const id = fake.realtime.emit(instanceId, samplePayload('Message', { text: 'only once' }));
  await cli.shows(id);
  fake.realtime.redeliver(instanceId);
  fake.realtime.emit(instanceId, samplePayload('Message', { text: 'the next one' }));
  await cli.shows('the next one');
  expect(cli.screen().split(`"id":"${id}"`).length - 1).toBeLessThanOrEqual(2);
  expect(fake.realtime.acked(instanceId)).toEqual([]);
  cli.interrupt();
  expect(await cli.exitCode).toBe(0);

  const acking = session.start(['listen', '--ack']);
  await acking.shows('Waiting for events');
  fake.realtime.redeliver(instanceId);
  await expect.poll(() => fake.realtime.acked(instanceId)).toContain(id);
  acking.interrupt();
  expect(await acking.exitCode).toBe(0);
});

it('vzaps listen asks before it forwards events that another application answers too', async () => {
  const session = await startSession();
  const { instanceId } = session;
  await clientOf(session).webhooks.set({
    instanceId,
    webhookURL: 'https://shop.example.com/hook?token=secret-of-the-shop',
  });
  const cli = session.startProcess(['listen', '--forward-to', 'http://localhost:3000/webhooks/vzaps']);
  await cli.shows('Forward?');
  cli.write('n');
  expect(await cli.exitCode).toBe(1);
  expect(cli.screen()).toContain('https://shop.example.com/hook.');
  expect(cli.screen()).not.toContain('secret-of-the-shop');
});

it('vzaps listen ends with 1 and says why if VZaps refuses the credentials', async () => {
  const session = await startSession();
  const cli = session.start(['listen'], { env: { ...session.env, VZAPS_CLIENT_SECRET: 'wrong' } });
  expect(await cli.exitCode).toBe(1);
  expect(cli.screen()).toContain('AUTHENTICATION_FAILED');
});
