import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFakeVZaps, type FakeVZaps, samplePayload } from '@vzaps/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';

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
async function startBot(port = 0) {
  const bot = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: folder,
    env: {
      ...process.env,
      VZAPS_BASE_URL: fake.url,
      VZAPS_CLIENT_TOKEN: fake.clientToken,
      VZAPS_CLIENT_SECRET: fake.clientSecret,
      VZAPS_INSTANCE_ID: fake.instances[0].id,
      WEBHOOK_SECRET: 'the test keeps its secret in the open',
      PORT: String(port),
      PUBLIC_URL: '',
      MEDIA_FOLDER: join(media, 'files'),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(bot, 'exit');
  let said = '';
  const says = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => said.includes(text) && resolve();
      bot.once('exit', () => reject(new Error(`the bot ended: ${said}`)));
      bot.stdout.on('data', look);
      look();
    });
  bot.stdout.on('data', (chunk) => {
    said += chunk;
  });
  await says('Listening on');
  return {
    said: () => said,
    says,
    port: Number(/Listening on port (\d+)/.exec(said)?.[1]),
    async end(signal: 'SIGTERM' | 'SIGKILL') {
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
}, 30_000);

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
}, 30_000);

it('brings back after a start what failed while it was away', async () => {
  const first = await startBot();
  await first.end('SIGKILL');
  const [{ id }] = fake.instances;
  const missed = await fake.deliver(id, samplePayload('Message', { text: 'ping' }));
  expect(missed.status).toBe('failed');
  const second = await startBot(first.port);
  await second.says('VZaps delivers again 1 of 1');
  expect(fake.sent.map(({ body }) => body.message)).toEqual(['pong']);
  expect(fake.log(id).map(({ status }) => status)).toEqual(['success']);
  await second.end('SIGTERM');
}, 30_000);
