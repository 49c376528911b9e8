import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { VZapsClient } from '@vzaps/express';
import { createFakeVZaps, type FakeVZaps, samplePayload } from '@vzaps/testing';
import { findFreePort } from 'test-programs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startExample } from './test/start-example.ts';

let fake: FakeVZaps;
let folder: string;
beforeEach(async () => {
  fake = await createFakeVZaps();
  folder = await mkdtemp(join(tmpdir(), 'vzaps-media-'));
});
afterEach(async () => {
  await fake.close();
  await rm(folder, { recursive: true });
});

const startBot = (settings: Record<string, string> = {}) =>
  startExample('main', fake, { MEDIA_FOLDER: join(folder, 'files'), ...settings });

/** Starts the bot, and waits until its webhook is registered. */
async function startRegisteredBot(settings?: Record<string, string>) {
  const bot = startBot(settings);
  await bot.prints('VZaps delivers to');
  return { ...bot, port: Number(/Listening on port (\d+)/.exec(bot.output())?.[1]) };
}

const createClient = () =>
  new VZapsClient({ baseUrl: fake.url, clientToken: fake.clientToken, clientSecret: fake.clientSecret });

describe('the auto-reply bot', () => {
  it('registers its signed URL, answers messages, and ends on SIGTERM', async () => {
    const bot = await startRegisteredBot();
    const [{ id }] = fake.instances;
    const statusOf = async (options: Parameters<typeof samplePayload<'Message'>>[1]) =>
      (await fake.deliver(id, samplePayload('Message', options))).status;
    expect(await statusOf({ text: 'ping' })).toBe('success');
    expect(await statusOf({ kind: 'image', mediaUrl: null })).toBe('success');
    expect(await statusOf({ text: 'ping', fromMe: true })).toBe('success');
    expect(fake.sent.map(({ kind, body }) => [kind, body.message])).toEqual([
      ['text', 'pong'],
      ['text', 'Thank you for the image!'],
    ]);
    expect(await bot.end('SIGTERM')).toBe(0);
    expect(bot.output()).not.toContain('vzaps_signature');
  });

  it('receives events by realtime with REALTIME=1, without a webhook and a port, and ends on SIGTERM', async () => {
    const bot = startBot({ REALTIME: '1', WEBHOOK_SECRET: '', VZAPS_REALTIME_URL: fake.realtimeUrl });
    await bot.prints('Realtime is open.');
    const [{ id }] = fake.instances;
    const eventId = fake.realtime.emit(id, samplePayload('Message', { text: 'ping' }));
    await vi.waitUntil(() => fake.realtime.acked(id).includes(eventId), { timeout: 60_000 });
    expect(fake.sent.map(({ body }) => body.message)).toEqual(['pong']);
    expect(await bot.end('SIGTERM')).toBe(0);
    expect(bot.output()).not.toContain('Listening');
    expect(fake.requests.filter(({ path }) => path.includes('/webhook'))).toEqual([]);
  });

  it('saves media once per message: from the ready file, or from VZaps if there is none', async () => {
    const storage = createServer((_req, res) => res.setHeader('content-type', 'image/jpeg').end('ready'));
    await once(storage.listen(0, '127.0.0.1'), 'listening');
    const bot = await startRegisteredBot({ MEDIA_ORIGINS: urlOf(storage) });
    const [{ id }] = fake.instances;
    const document = samplePayload('Message', { kind: 'document', mediaUrl: null, messageId: '../../../escape' });
    await fake.deliver(id, samplePayload('Message', { kind: 'image', mediaUrl: `${urlOf(storage)}/a.jpg` }));
    await fake.deliver(id, document);
    await fake.deliver(id, document);
    expect(await readdir(folder)).toEqual(['files']);
    const files = await readdir(join(folder, 'files'));
    const contents = await Promise.all(files.map((name) => readFile(join(folder, 'files', name))));
    const saved = Object.fromEntries(files.map((name, index) => [name.replace(/^[0-9a-f]{32}/, ''), contents[index]]));
    expect(Object.keys(saved).sort()).toEqual(['.jpg', '.pdf']);
    expect(saved['.jpg']?.toString()).toBe('ready');
    expect(saved['.pdf']?.subarray(1, 4).toString()).toBe('PNG');
    expect(fake.requests.filter(({ path }) => path.includes('/chat/download'))).toHaveLength(1);
    await bot.end('SIGTERM');
    storage.close();
  });

  it('handles the deliveries that failed while it was stopped, as soon as it runs again', async () => {
    const PORT = String(await findFreePort());
    const first = await startRegisteredBot({ PORT });
    await first.end('SIGKILL');
    const [{ id }] = fake.instances;
    const missed = await fake.deliver(id, samplePayload('Message', { text: 'ping' }));
    expect(missed.status).toBe('failed');
    const second = await startRegisteredBot({ PORT, RECOVERY_GRACE_SECONDS: '0' });
    await second.prints(`Delivery ${missed.id} succeeded at attempt 2.`);
    expect(fake.sent.map(({ body }) => body.message)).toEqual(['pong']);
    expect(fake.log(id).map(({ status }) => status)).toEqual(['success']);
    await second.end('SIGTERM');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('lets a running handler finish on %s', async (signal) => {
    const proxy = createServer().listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    // Holds each message to VZaps until the test releases it.
    let release: (() => void) | undefined;
    proxy.on('request', async (request, response) => {
      const { method = '', url = '', headers } = request;
      const body = method === 'GET' ? null : await buffer(request);
      if (url.endsWith('/chat/send/text')) {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      }
      const { authorization = '' } = headers;
      const init = { method, headers: { authorization, 'content-type': 'application/json' }, body };
      const forwarded = await fetch(fake.url + url, init);
      response.writeHead(forwarded.status, { 'content-type': 'application/json' }).end(await forwarded.text());
    });
    const bot = await startRegisteredBot({ VZAPS_BASE_URL: urlOf(proxy) });
    const delivery = fake.deliver(fake.instances[0].id, samplePayload('Message', { text: 'ping' }), {
      timeoutMs: 30_000,
    });
    await vi.waitUntil(() => release, { timeout: 30_000 });
    const exitCode = bot.end(signal);
    await vi.waitUntil(() => refusesConnections(bot.port), { timeout: 30_000 });
    release?.();
    expect(await delivery).toMatchObject({ status: 'success' });
    expect(fake.sent.map(({ body }) => body.message)).toEqual(['pong']);
    expect(await exitCode).toBe(0);
    proxy.close();
  });
});

describe('the registration of the bot', () => {
  it('is the same whether PUBLIC_URL ends with a slash or not', async () => {
    const bot = await startRegisteredBot({ PUBLIC_URL: 'https://bot.example/' });
    expect(bot.output()).toContain('VZaps delivers to https://bot.example/webhooks/vzaps\n');
    const { data } = await createClient().webhooks.get(fake.instances[0].id);
    expect(data.webhook).toMatch(/^https:\/\/bot\.example\/webhooks\/vzaps\?/);
  });

  it('is tried again in the background while VZaps does not respond', async () => {
    const bot = startBot({ VZAPS_BASE_URL: 'http://127.0.0.1:1' });
    await bot.prints('Listening on port');
    await bot.prints('Could not register the webhook. Next attempt in 1 s.');
    await bot.prints('Next attempt in 2 s.');
    expect(await bot.end('SIGTERM')).toBe(0);
  });

  it('is refused if another URL is registered, and the bot ends with 1', async () => {
    const [{ id: instanceId }] = fake.instances;
    const other = 'https://production.example/hook?token=secret';
    await createClient().webhooks.set({ instanceId, webhookURL: other, events: ['ReadReceipt'] });
    const bot = startBot();
    expect(await bot.exited).toBe(1);
    expect(bot.output()).toContain(
      `VZaps delivers the events of ${instanceId} to https://production.example/hook. Set REPLACE_WEBHOOK=1`,
    );
    expect(bot.output()).not.toContain('secret');
    expect((await createClient().webhooks.get(instanceId)).data.webhook).toBe(other);
  });

  it('replaces another URL with REPLACE_WEBHOOK=1, and restores it and its events when the bot ends', async () => {
    const [{ id: instanceId }] = fake.instances;
    const other = 'https://production.example/hook';
    await createClient().webhooks.set({ instanceId, webhookURL: other, events: ['ReadReceipt'] });
    const bot = await startRegisteredBot({ REPLACE_WEBHOOK: '1' });
    expect((await createClient().webhooks.get(instanceId)).data.webhook).toContain('localhost');
    expect(await bot.end('SIGINT')).toBe(0);
    expect((await createClient().webhooks.get(instanceId)).data).toMatchObject({
      webhook: other,
      subscribe: ['ReadReceipt'],
    });
  });
});

describe('the settings of the bot', () => {
  it('are reported in one line per missing or wrong setting, all at once, without a stack or a value', async () => {
    const bot = startBot({
      VZAPS_CLIENT_TOKEN: '',
      VZAPS_INSTANCE_ID: '',
      WEBHOOK_SECRET: 'too short',
      PUBLIC_URL: 'bot.example',
      PORT: 'http',
    });
    expect(await bot.exited).toBe(1);
    expect(bot.output().split('\n')).toEqual([
      'VZAPS_CLIENT_TOKEN is missing: copy it from the VZaps app, under Security.',
      'VZAPS_INSTANCE_ID is missing: it is the id of the connected number, such as VZ….',
      expect.stringMatching(/^WEBHOOK_SECRET is wrong: it needs at least 32 bytes\. Create one: node -p/),
      'PUBLIC_URL is wrong: it must begin with https:// or be empty.',
      'PORT is wrong: it must be a number from 0 to 65535, or empty for 3000.',
      'See .env.example.',
      '',
    ]);
  });

  it('use port 3000 if PORT is empty, and name a port that is in use', async () => {
    const bot = startBot({ PORT: '' });
    // Another process of this machine may use the port.
    await bot.prints('3000');
    expect(bot.output()).toMatch(/Listening on port 3000\.|address already in use \S*:3000/);
    const other = createServer().listen(0);
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const second = startBot({ PORT: String(port) });
    expect(await second.exited).toBe(1);
    expect(second.output()).toContain(`address already in use :::${port}`);
    other.close();
  });
});

function urlOf(server: ReturnType<typeof createServer>): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function refusesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(false));
    socket.on('error', () => resolve(true)).on('connect', () => socket.destroy());
  });
}
