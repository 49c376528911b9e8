import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createFakeVZaps, type FakeVZaps, samplePayload } from '@vzaps/testing';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));

let fake: FakeVZaps;
let media: string;
beforeEach(async () => {
  fake = await createFakeVZaps();
  media = await mkdtemp(join(tmpdir(), 'vzaps-media-'));
});
afterEach(async () => {
  await fake.close();
  await rm(media, { recursive: true });
});

/** The bot in a process of its own, up and listening. */
async function startBot(settings: Record<string, string> = {}) {
  const bot = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: folder,
    env: {
      ...process.env,
      VZAPS_BASE_URL: fake.url,
      VZAPS_CLIENT_TOKEN: fake.clientToken,
      VZAPS_CLIENT_SECRET: fake.clientSecret,
      VZAPS_INSTANCE_ID: fake.instances[0].id,
      WEBHOOK_SECRET: 'the test keeps its secret in the open',
      PORT: '0',
      PUBLIC_URL: '',
      MEDIA_FOLDER: join(media, 'files'),
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(bot, 'exit');
  let said = '';
  const says = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => said.includes(text) && resolve();
      // When it has ended and all is read.
      bot.once('close', () => reject(new Error(`the bot ended: ${said}`)));
      for (const stream of [bot.stdout, bot.stderr]) stream.on('data', look);
      look();
    });
  for (const stream of [bot.stdout, bot.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk;
    });
  }
  await says('Listening on');
  return {
    said: () => said,
    says,
    port: Number(/Listening on port (\d+)/.exec(said)?.[1]),
    async end(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL') {
      bot.kill(signal);
      return (await exit)[0];
    },
  };
}

it('registers its signed URL, answers, thanks, and ends when it is told to', async () => {
  const bot = await startBot();
  const [{ id }] = fake.instances;
  const status = async (facts: Parameters<typeof samplePayload<'Message'>>[1]) =>
    (await fake.deliver(id, samplePayload('Message', facts))).status;
  expect(await status({ text: 'ping' })).toBe('success');
  expect(await status({ kind: 'image', mediaUrl: null })).toBe('success');
  expect(await status({ text: 'ping', fromMe: true })).toBe('success');
  expect(fake.sent.map(({ kind, body }) => [kind, body.message])).toEqual([
    ['text', 'pong'],
    ['text', 'Thank you for the image!'],
  ]);
  expect(await bot.end('SIGTERM')).toBe(0);
  expect(bot.said()).not.toContain('vzaps_signature');
});

it('saves media from the ready file, and from VZaps where there is none, once per message', async () => {
  const bot = await startBot();
  const [{ id }] = fake.instances;
  const ready = createServer((_req, res) => res.setHeader('content-type', 'image/jpeg').end('ready'));
  ready.listen(0, '127.0.0.1');
  await once(ready, 'listening');
  const mediaUrl = `http://127.0.0.1:${(ready.address() as AddressInfo).port}/a.jpg`;
  const document = samplePayload('Message', { kind: 'document', mediaUrl: null, messageId: '../../../escape' });
  await fake.deliver(id, samplePayload('Message', { kind: 'image', mediaUrl }));
  await fake.deliver(id, document);
  await fake.deliver(id, document);
  expect(await readdir(media)).toEqual(['files']);
  const files = await readdir(join(media, 'files'));
  const contents = await Promise.all(files.map((name) => readFile(join(media, 'files', name))));
  const saved = Object.fromEntries(files.map((name, index) => [name.replace(/^[0-9a-f]{32}/, ''), contents[index]]));
  expect(Object.keys(saved).sort()).toEqual(['.jpg', '.pdf']);
  expect(saved['.jpg']?.toString()).toBe('ready');
  expect(saved['.pdf']?.subarray(1, 4).toString()).toBe('PNG');
  expect(fake.requests.filter(({ path }) => path.includes('/chat/download'))).toHaveLength(1);
  await bot.end('SIGTERM');
  ready.close();
});

it('brings back after a start what failed while it was away', async () => {
  const first = await startBot();
  await first.end('SIGKILL');
  const [{ id }] = fake.instances;
  const missed = await fake.deliver(id, samplePayload('Message', { text: 'ping' }));
  expect(missed.status).toBe('failed');
  const second = await startBot({ PORT: String(first.port) });
  await second.says('VZaps delivers again 1 of 1');
  expect(fake.sent.map(({ body }) => body.message)).toEqual(['pong']);
  expect(fake.log(id).map(({ status }) => status)).toEqual(['success']);
  await second.end('SIGTERM');
});

it.each(['SIGINT', 'SIGTERM'] as const)(
  'lets a running handler finish when it is told to end by %s',
  async (signal) => {
    const way = createServer().listen(0, '127.0.0.1');
    await once(way, 'listening');
    // The way to VZaps, on which a message waits until the test lets it go.
    let send: (() => void) | undefined;
    way.on('request', async (request, response) => {
      const { method = '', url = '', headers } = request;
      const body = method === 'GET' ? null : await buffer(request);
      if (url.endsWith('/chat/send/text')) {
        await new Promise<void>((resolve) => {
          send = resolve;
        });
      }
      const { authorization = '' } = headers;
      const init = { method, headers: { authorization, 'content-type': 'application/json' }, body };
      const answer = await fetch(fake.url + url, init);
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
    });
    const bot = await startBot({ VZAPS_BASE_URL: `http://127.0.0.1:${(way.address() as AddressInfo).port}` });
    const delivery = fake.deliver(fake.instances[0].id, samplePayload('Message', { text: 'ping' }), {
      timeoutMs: 30_000,
    });
    await vi.waitUntil(() => send, { timeout: 30_000 });
    const ended = bot.end(signal);
    // It has heard: nobody new comes in.
    await vi.waitUntil(() => refuses(bot.port), { timeout: 30_000 });
    send?.();
    expect(await delivery).toMatchObject({ status: 'success' });
    expect(fake.sent.map(({ body }) => body.message)).toEqual(['pong']);
    expect(await ended).toBe(0);
    way.close();
  },
);

it('registers the same URL whether PUBLIC_URL ends in a slash or not', async () => {
  const bot = await startBot({ PUBLIC_URL: 'https://bot.example/' });
  expect(bot.said()).toContain('VZaps delivers to https://bot.example/webhooks/vzaps\n');
  const registered = fake.requests.findLast(({ method, path }) => method !== 'GET' && path.includes('webhook'));
  expect(JSON.stringify(registered?.body)).toContain('"https://bot.example/webhooks/vzaps?');
  await bot.end('SIGKILL');
});

it('takes an empty PORT for none, and says what is wrong where it cannot start', async () => {
  const started = async (settings: Record<string, string>) => {
    const bot = await startBot(settings);
    await bot.end('SIGKILL');
    return bot.said();
  };
  // Whether it is free or not is not ours to say.
  expect(await started({ PORT: '' }).catch(String)).toMatch(/Listening on port 3000;|address already in use \S*:3000/);
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  await expect(started({ PORT: String(port) })).rejects.toThrow(`address already in use :::${port}`);
  await expect(started({ PUBLIC_URL: 'bot.example' })).rejects.toThrow('PUBLIC_URL begins with https://');
  taken.close();
});

function refuses(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(false));
    socket.on('error', () => resolve(true)).on('connect', () => socket.destroy());
  });
}
