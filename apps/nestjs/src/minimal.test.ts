import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createFakeVZaps, samplePayload } from '@vzaps/testing';
import { bundleOf, findFreePort } from 'test-programs';
import { expect, it, onTestFinished, vi } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));

it('the smallest example registers its URL once VZaps answers, answers "ping" with "pong", and ends on SIGTERM', async () => {
  const fake = await createFakeVZaps();
  onTestFinished(() => fake.close());
  const [{ id }] = fake.instances;
  // The client makes three attempts for each call.
  fake.fault({ route: 'GET /instances/:id/webhook', status: 503, times: 3 });
  const port = await findFreePort();
  const bot = spawn(process.execPath, [bundleOf(folder, 'minimal')], {
    cwd: folder,
    env: {
      ...process.env,
      VZAPS_BASE_URL: fake.url,
      VZAPS_CLIENT_TOKEN: fake.clientToken,
      VZAPS_CLIENT_SECRET: fake.clientSecret,
      VZAPS_INSTANCE_ID: id,
      WEBHOOK_SECRET: 'the test publishes its secret in the source code',
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void bot.kill('SIGKILL'));
  const exited = once(bot, 'exit');
  let output = '';
  for (const stream of [bot.stdout, bot.stderr]) stream.on('data', (chunk) => (output += chunk));

  const isRegistered = () => fake.requests.some(({ method, path }) => method === 'POST' && path.endsWith('/webhook'));
  await vi.waitUntil(isRegistered, { timeout: 60_000 });
  expect(output).toMatch(/^Could not register the webhook\. Next attempt in 5 s\. .*503.*\n$/);
  expect((await fake.deliver(id, samplePayload('Message', { text: 'ping' }))).status).toBe('success');
  expect(fake.sent.map(({ body }) => body.message)).toEqual(['pong']);
  bot.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
});

it('the smallest example has at most 40 lines', async () => {
  const source = await readFile(new URL('minimal.ts', import.meta.url), 'utf8');
  expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
});
