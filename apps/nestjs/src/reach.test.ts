/** Which requests the tracker accepts, and which webhook it registers. */
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { createUrlSigner, VZapsClient } from '@vzaps/nestjs';
import { createFakeVZaps, deliver, type FakeVZaps, type SentMessage, samplePayload } from '@vzaps/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabaseFolder } from './test/database-folder.fixture.ts';
import { startTracker, type Tracker } from './test/tracker.fixture.ts';

const message = { phone: '5511999990000', message: 'Hello' };
const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

let fake: FakeVZaps;
let folder: string;
beforeAll(async () => {
  fake = await createFakeVZaps();
  folder = await createDatabaseFolder();
});
afterAll(async () => {
  await fake.close();
  await rm(folder, { recursive: true });
});
const start = (settings: Record<string, string> = {}, ready?: string) =>
  startTracker(fake, { DATABASE_FOLDER: folder, ...settings }, ready);

const createClient = () =>
  new VZapsClient({ baseUrl: fake.url, clientToken: fake.clientToken, clientSecret: fake.clientSecret });

describe('The tracker without API_KEY', () => {
  let tracker: Tracker;
  beforeAll(async () => {
    tracker = await start({ API_KEY: '' });
  });
  afterAll(() => tracker.end('SIGKILL'));
  const post = (headers: Record<string, string>, body: unknown) =>
    deliver(`${tracker.url}/messages`, body, { headers });
  const withKey = () => ({ ...JSON_TYPE, authorization: tracker.authorization });

  it('generates a key and prints it', () => {
    expect(tracker.authorization).toMatch(/^Bearer [\w-]{32}$/);
    expect(tracker.output()).toContain(`Send this header: Authorization: ${tracker.authorization}\n`);
  });

  // The types that a browser sends for another website without a preflight request.
  it.each([
    ['application/x-www-form-urlencoded', new URLSearchParams(message).toString()],
    ['text/plain', JSON.stringify(message)],
    [
      'multipart/form-data; boundary=x',
      Object.entries(message)
        .map(([name, value]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
        .join('')
        .concat('--x--\r\n'),
    ],
  ])('does not send a message that another website makes a browser post as %s', async (type, body) => {
    expect(await post({ 'content-type': type }, body)).toMatchObject({ status: 401 });
    expect(await post({ 'content-type': type, authorization: tracker.authorization }, body)).toMatchObject({
      status: 400,
    });
    expect(fake.sent).toEqual([]);
  });

  it('refuses requests without the key under every host name, as behind a proxy', async () => {
    for (const host of ['localhost', `127.0.0.1:${tracker.port}`, 'tracker.example']) {
      expect(await post({ ...JSON_TYPE, host }, message)).toMatchObject({ status: 401 });
    }
    expect(fake.sent).toEqual([]);
  });

  it('accepts connections only from this machine', async () => {
    const [closed] = await once(connect(tracker.port, '127.0.0.2'), 'error');
    expect(closed.code).toBe('ECONNREFUSED');
  });

  it.each([
    ['   \n', 'must not be blank'],
    ['', 'must not be blank'],
    ['half \ud83d of an emoji', 'must not contain'],
  ])('refuses the message %j with a reason, and stores nothing', async (text, reason) => {
    const { status, body } = await post(withKey(), { ...message, message: text });
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ message: [expect.stringMatching(`^message: .*${reason}`)] });
    expect(await tracker.get('/messages')).toEqual({ messages: [] });
  });

  it('sends a message with the generated key', async () => {
    expect(await post(withKey(), message)).toMatchObject({ status: 201 });
    expect(fake.sent).toHaveLength(1);
  });

  it('accepts receipts that VZaps posts as a form', async () => {
    const { messageId } = fake.sent.at(-1) as SentMessage;
    const { sign } = createUrlSigner({ secret: 'a secret of at least 32 bytes, for tests' });
    const webhook = sign(`${tracker.url}/webhooks/vzaps`, { instanceId: fake.instances[0].id });
    const receipt = samplePayload('ReadReceipt', { state: 'Read', messageIds: [messageId] });
    const form = new URLSearchParams({ jsonData: JSON.stringify(receipt) }).toString();
    expect(await deliver(webhook, form, { headers: FORM_TYPE })).toMatchObject({ status: 200, outcome: 'handled' });
    expect(await tracker.get(`/messages/${messageId}`)).toMatchObject({ status: 'read' });
  });
});

it('The tracker reports each missing or wrong setting in one line, all at once', async () => {
  const settings = { VZAPS_CLIENT_SECRET: '', WEBHOOK_SECRET: 'short', PUBLIC_URL: 'tracker.example', PORT: 'x' };
  const error: Error = await start(settings).catch((reason) => reason);
  expect(error.message.split('\n').slice(1)).toEqual([
    'VZAPS_CLIENT_SECRET is missing: copy it from the VZaps app, under Security.',
    expect.stringMatching(/^WEBHOOK_SECRET is wrong: it needs at least 32 bytes\./),
    'PUBLIC_URL is wrong: it must begin with https:// or be empty.',
    'PORT is wrong: it must be a number from 0 to 65535, or empty for 3000.',
    'See .env.example.',
    '',
  ]);
});

describe('The webhook of the tracker', () => {
  const instanceId = () => fake.instances[0].id;
  const registered = async () => (await createClient().webhooks.get(instanceId())).data.webhook;
  const register = (webhookURL: string) =>
    createClient().webhooks.set({ instanceId: instanceId(), webhookURL, events: ['ReadReceipt'] });

  it('is registered with PUBLIC_URL, without its trailing slash', async () => {
    await register('https://tracker.example/webhooks/vzaps?vzaps_signature=old');
    const tracker = await start({ PUBLIC_URL: 'https://tracker.example//' });
    expect(tracker.output()).toContain('VZaps delivers to https://tracker.example/webhooks/vzaps\n');
    expect(await registered()).toMatch(/^https:\/\/tracker\.example\/webhooks\/vzaps\?(?!vzaps_signature=old)/);
    await tracker.end('SIGKILL');
  });

  it('is registered in the background while VZaps does not respond', async () => {
    const tracker = await start({ VZAPS_BASE_URL: 'http://127.0.0.1:1' }, 'Next attempt in 1 s');
    expect((await fetch(`${tracker.url}/messages`)).status).toBe(401);
    expect(await tracker.end('SIGTERM')).toBe(0);
  });

  it('is not registered if another URL is registered, and the tracker ends with 1', async () => {
    const other = 'https://production.example/hook?token=secret';
    await register(other);
    const error: Error = await start().catch((reason) => reason);
    expect(error.message).toContain('to https://production.example/hook. Set REPLACE_WEBHOOK=1');
    expect(error.message).not.toContain('secret');
    expect(await registered()).toBe(other);
  });

  it('replaces another URL with REPLACE_WEBHOOK=1, and restores it at the end', async () => {
    const other = 'https://production.example/hook';
    await register(other);
    const tracker = await start({ REPLACE_WEBHOOK: '1' });
    expect(await registered()).toContain('127.0.0.1');
    expect(await tracker.end('SIGTERM')).toBe(0);
    expect(await registered()).toBe(other);
  });
});
