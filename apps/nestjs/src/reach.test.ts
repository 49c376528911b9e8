/** Which requests the tracker accepts, from which address and under which host name. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createUrlSigner } from '@vzaps/nestjs';
import { createFakeVZaps, deliver, type FakeVZaps, type SentMessage, samplePayload } from '@vzaps/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTracker, type Tracker } from './test/tracker.fixture.ts';

const message = { phone: '5511999990000', message: 'Hello' };
const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

let fake: FakeVZaps;
let folder: string;
beforeAll(async () => {
  fake = await createFakeVZaps();
  folder = await mkdtemp(join(tmpdir(), 'vzaps-tracker-'));
});
afterAll(async () => {
  await fake.close();
  await rm(folder, { recursive: true });
});
const start = (settings: Record<string, string> = {}) => startTracker(fake, { DATABASE_FOLDER: folder, ...settings });

describe('The tracker without an API key', () => {
  let tracker: Tracker;
  beforeAll(async () => {
    tracker = await start();
    // It creates its database first, which takes seconds on a busy machine.
  }, 240_000);
  afterAll(() => tracker.end('SIGKILL'));
  const post = (headers: Record<string, string>, body: unknown) =>
    deliver(`${tracker.url}/messages`, body, { headers });

  // A browser sends these types for another website without a preflight request.
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
    expect(await post({ 'content-type': type }, body)).toMatchObject({ status: 400 });
    expect(fake.sent).toEqual([]);
  });

  it('does not answer under another host name or at another address', async () => {
    for (const host of ['tracker.example', `127.0.0.1.evil.example:${tracker.port}`]) {
      const answer = await post({ ...JSON_TYPE, host }, message);
      expect(answer).toMatchObject({
        status: 403,
        body: expect.stringContaining('Without an API_KEY, only requests to localhost'),
      });
    }
    const [closed] = await once(connect(tracker.port, '127.0.0.2'), 'error');
    expect(closed.code).toBe('ECONNREFUSED');
    expect(fake.sent).toEqual([]);
  });

  it.each([
    ['   \n', 'must not be blank'],
    ['', 'must not be blank'],
    ['half \ud83d of an emoji', 'must not contain'],
  ])('refuses the message %j with a reason, and stores nothing', async (text, why) => {
    const { status, body } = await post(JSON_TYPE, { ...message, message: text });
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ message: [expect.stringMatching(`^message: .*${why}`)] });
    expect(await tracker.get('/messages')).toEqual({ messages: [] });
  });

  it('sends a message for this machine under each of its names', async () => {
    for (const name of ['localhost', '127.0.0.1', '[::1]']) {
      expect(await post({ ...JSON_TYPE, host: `${name}:${tracker.port}` }, message)).toMatchObject({ status: 201 });
    }
    expect(fake.sent).toHaveLength(3);
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

describe('The tracker with a PUBLIC_URL', () => {
  it.each([
    ['no API key', 'https://tracker.example', 'Set API_KEY: with a PUBLIC_URL'],
    ['a value that is no URL', 'tracker.example', 'PUBLIC_URL must begin with https://'],
  ])('does not start with %s, and prints the reason', async (_, url, why) => {
    await expect(start({ PUBLIC_URL: url })).rejects.toThrow(why);
  });

  it('registers the same URL with and without a trailing slash', async () => {
    const tracker = await start({ PUBLIC_URL: 'https://tracker.example//', API_KEY: 'the right key' });
    expect(tracker.output()).toContain('VZaps delivers to https://tracker.example/webhooks/vzaps\n');
    const registered = fake.requests.findLast(({ method, path }) => method !== 'GET' && path.includes('webhook'));
    expect(JSON.stringify(registered?.body)).toContain('"https://tracker.example/webhooks/vzaps?');
    await tracker.end('SIGKILL');
  });
});
