import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createFakeVZaps, samplePayload } from '@vzaps/testing';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));

it('registers its signed URL, answers, thanks, and ends when it is told to', async () => {
  const fake = await createFakeVZaps();
  const [{ id }] = fake.instances;
  const bot = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: folder,
    env: {
      ...process.env,
      VZAPS_BASE_URL: fake.url,
      VZAPS_CLIENT_TOKEN: fake.clientToken,
      VZAPS_CLIENT_SECRET: fake.clientSecret,
      VZAPS_INSTANCE_ID: id,
      WEBHOOK_SECRET: 'the test keeps its secret in the open',
      PORT: '0',
      PUBLIC_URL: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    bot.once('exit', () => reject(new Error(`the bot ended: ${said}`)));
    bot.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.includes('Listening on')) resolve();
    });
  });

  expect((await fake.deliver(id, samplePayload('Message', { text: 'ping' }))).status).toBe('success');
  expect((await fake.deliver(id, samplePayload('Message', { kind: 'image' }))).status).toBe('success');
  expect((await fake.deliver(id, samplePayload('Message', { text: 'ping', fromMe: true }))).status).toBe('success');
  expect(fake.sent.map(({ kind, body }) => [kind, body.message])).toEqual([
    ['text', 'pong'],
    ['text', 'Thank you for the image!'],
  ]);

  const ended = new Promise((resolve) => bot.once('exit', resolve));
  bot.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(said).not.toContain('vzaps_signature');
  await fake.close();
}, 30_000);
