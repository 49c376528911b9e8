import { once } from 'node:events';
import { connect } from 'node:net';
import { VZapsClient } from '@vzaps/hono';
import { createFakeVZaps, type FakeVZaps, samplePayload } from '@vzaps/testing';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startExample } from './test/start-example.ts';
import { startInspected } from './test/start-inspected.ts';

let fake: FakeVZaps;
beforeEach(async () => {
  fake = await createFakeVZaps({ instances: 2 });
});
afterEach(() => fake.close());

function start(settings: Record<string, string> = {}) {
  const example = startExample('main', fake, settings);
  onTestFinished(() => {
    example.end('SIGKILL');
  });
  return example;
}

const createClient = () =>
  new VZapsClient({ baseUrl: fake.url, clientToken: fake.clientToken, clientSecret: fake.clientSecret });

describe('the example', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('shows deliveries, and ends on %s after a page was open', async (signal) => {
    const example = await startInspected(fake);
    for (const { id } of fake.instances) {
      expect((await fake.deliver(id, samplePayload('Message', { text: 'ping' }))).status).toBe('success');
    }
    const { records } = await example.read('events');
    expect(records.map(({ outcome, type, instanceId }) => [outcome, type, instanceId])).toEqual(
      fake.instances.map(({ id }) => ['handled', 'Message', id]),
    );
    expect(await example.end(signal)).toBe(0);
    expect(example.output()).not.toContain('vzaps_signature');
  });

  it('generates and prints a token if INSPECTOR_TOKEN is empty, and accepts connections only from this machine', async () => {
    const example = await startInspected(fake);
    expect(new URL(example.signInUrl).searchParams.get('token')).toMatch(/^[\w-]{32}$/);
    expect((await fetch(example.url)).status).toBe(401);
    expect((await fetch(example.signInUrl)).headers.get('set-cookie')).toContain('HttpOnly; SameSite=Strict');
    // The test uses another address of this machine as a connection from outside.
    const [refused] = await once(connect(Number(new URL(example.url).port), '127.0.0.2'), 'error');
    expect(refused.code).toBe('ECONNREFUSED');
    await example.end();
  });

  it('does not print INSPECTOR_TOKEN, and removes the slash at the end of PUBLIC_URL', async () => {
    const settings = { PUBLIC_URL: 'https://app.example/', INSPECTOR_TOKEN: 'open sesame' };
    const example = await startInspected(fake, settings);
    expect(example.output()).toContain(' to https://app.example/webhooks/vzaps\n');
    expect(example.url).toBe('https://app.example/inspector/');
    expect(example.output()).not.toContain('sesame');
    await example.end();
  });

  it('does not ask VZaps to deliver failed deliveries again', async () => {
    const [{ id: instanceId }] = fake.instances;
    await createClient().webhooks.set({ instanceId, webhookURL: 'http://127.0.0.1:1/', events: ['All'] });
    await fake.deliver(instanceId, samplePayload('Message', { text: 'for production' }));
    const example = await startInspected(fake, { REPLACE_WEBHOOK: '1' });
    await example.end();
    expect(fake.log(instanceId)).toMatchObject([{ status: 'failed', attempts: [{}] }]);
    expect(fake.requests.filter(({ path }) => path.includes('/logs'))).toEqual([]);
  });
});

describe('the registration of the example', () => {
  it('is tried again in the background while VZaps does not respond', async () => {
    const example = start({ VZAPS_BASE_URL: 'http://127.0.0.1:1' });
    await example.prints(/Listening on port/);
    await example.prints(/Could not register the webhook\. Next attempt in 1 s\./);
    expect(await example.end()).toBe(0);
  });

  it('is refused if another URL is registered for one of the instances, and the example ends with 1', async () => {
    const instanceId = fake.instances[1]?.id ?? '';
    const other = 'https://production.example/hook?token=secret';
    await createClient().webhooks.set({ instanceId, webhookURL: other, events: ['ReadReceipt'] });
    const example = start();
    expect(await example.exited).toBe(1);
    expect(example.output()).toContain(`delivers the events of ${instanceId} to https://production.example/hook. Set`);
    expect(example.output()).not.toContain('secret');
    expect((await createClient().webhooks.get(instanceId)).data.webhook).toBe(other);
  });

  it('replaces another URL with REPLACE_WEBHOOK=1, and restores it and its events when the example ends', async () => {
    const [{ id: instanceId }] = fake.instances;
    const other = 'https://production.example/hook';
    await createClient().webhooks.set({ instanceId, webhookURL: other, events: ['ReadReceipt'] });
    const example = await startInspected(fake, { REPLACE_WEBHOOK: '1' });
    expect((await createClient().webhooks.get(instanceId)).data.webhook).toContain('127.0.0.1');
    await example.end('SIGINT');
    const { data } = await createClient().webhooks.get(instanceId);
    expect(data).toMatchObject({ webhook: other, subscribe: ['ReadReceipt'] });
  });
});

it('the example reports each missing or wrong setting in one line, all at once', async () => {
  const example = start({ VZAPS_CLIENT_SECRET: '', VZAPS_INSTANCE_ID: ' ', WEBHOOK_SECRET: '', PUBLIC_URL: 'app' });
  expect(await example.exited).toBe(1);
  expect(example.output().split('\n')).toEqual([
    'VZAPS_CLIENT_SECRET is missing: copy it from the VZaps app, under Security.',
    'VZAPS_INSTANCE_ID is missing: it is the id of a connected number, such as VZ…, or several with commas.',
    expect.stringMatching(/^WEBHOOK_SECRET is missing: it needs at least 32 bytes\./),
    'PUBLIC_URL is wrong: it must begin with https:// or be empty.',
    'See .env.example.',
    '',
  ]);
});
