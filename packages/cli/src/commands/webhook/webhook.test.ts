import { expect, it } from 'vitest';
import { startApplication } from '../../test/application.ts';
import { startSession } from '../../test/session.ts';

it('vzaps webhook shows, registers, signs and verifies the webhook URL', async () => {
  const { run, fake, instanceId, matchesGolden } = await startSession();
  const { url } = await startApplication();
  await run('webhook', 'get');
  await run('webhook', 'set', url, '--events', 'Message,ReadReceipt');
  await run('webhook', 'get');
  await run('webhook', 'get', '--json');
  await run('webhook', 'verify', 'https://example.com/webhooks/vzaps');
  await run('webhook', 'verify', 'ftp://example.com');
  await matchesGolden('webhook');
  expect(await fake.deliver(instanceId, { type: 'Connected', event: {} })).toMatchObject({ status: 'skipped' });
});

it('vzaps webhook prints a signed URL that the application accepts', async () => {
  const { start, fake, instanceId } = await startSession();
  const { url } = await startApplication();
  const cli = start(['webhook', 'sign', url], { columns: 400 });
  expect(await cli.exitCode).toBe(0);
  const entry = await fake.deliver(instanceId, { type: 'Connected', event: {} }, { url: cli.screen() });
  expect(entry.attempts.at(-1)).toMatchObject({ status: 200 });
  const verified = start(['webhook', 'verify', cli.screen()]);
  expect(await verified.exitCode).toBe(0);
  expect(verified.screen()).toContain('valid, made with the current secret');
});

it('vzaps webhook asks before it replaces the URL of another application', async () => {
  const { startProcess, fake, env } = await startSession();
  const { VZapsClient } = await import('@vzaps/core/client');
  const client = new VZapsClient({
    baseUrl: fake.url,
    clientToken: fake.clientToken,
    clientSecret: fake.clientSecret,
  });
  const instanceId = env.VZAPS_INSTANCE_ID ?? '';
  await client.webhooks.set({ instanceId, webhookURL: 'https://production.example.com/hook?secret=1' });
  const declined = startProcess(['webhook', 'set', 'https://example.com/webhooks/vzaps']);
  await declined.shows('Replace it?');
  declined.write('n');
  expect(await declined.exitCode).toBe(1);
  expect((await client.webhooks.get(instanceId)).data.webhook).toContain('production');
  const accepted = startProcess(['webhook', 'set', 'https://example.com/webhooks/vzaps', '--yes']);
  expect(await accepted.exitCode).toBe(0);
  expect((await client.webhooks.get(instanceId)).data.webhook).toContain(
    'https://example.com/webhooks/vzaps?vzaps_instance=',
  );
});
