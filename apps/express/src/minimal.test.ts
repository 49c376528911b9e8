import { readFile } from 'node:fs/promises';
import { VZapsClient } from '@vzaps/express';
import { createFakeVZaps, samplePayload } from '@vzaps/testing';
import { findFreePort } from 'test-programs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startExample } from './test/start-example.ts';

it('the smallest example registers its URL, answers "ping" with "pong", and ends on SIGTERM', async () => {
  const fake = await createFakeVZaps();
  onTestFinished(() => fake.close());
  const [{ id }] = fake.instances;
  const { clientToken, clientSecret } = fake;
  const vzaps = new VZapsClient({ baseUrl: fake.url, clientToken, clientSecret });
  const port = await findFreePort();
  const example = startExample('minimal', fake, { PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` });
  await vi.waitUntil(async () => (await vzaps.webhooks.get(id)).data.webhook !== '', { timeout: 50_000 });
  expect((await fake.deliver(id, samplePayload('Message', { text: 'ping' }))).status).toBe('success');
  expect(fake.sent.map(({ body }) => body.message)).toEqual(['pong']);
  expect(await example.end('SIGTERM')).toBe(0);
  expect(example.output()).toBe('');
});

it('the smallest example registers its URL once VZaps answers again', async () => {
  const fake = await createFakeVZaps();
  onTestFinished(() => fake.close());
  // The client makes three attempts for each call.
  fake.fault({ route: 'GET /instances/:id/webhook', status: 503, times: 3 });
  const example = startExample('minimal', fake, { PUBLIC_URL: 'http://127.0.0.1:9' });
  await vi.waitUntil(() => example.output().includes('Could not register the webhook. Next attempt in 5 s.'), 50_000);
  await vi.waitUntil(
    () => fake.requests.some(({ method, path }) => method === 'POST' && path.endsWith('/webhook')),
    50_000,
  );
  expect(await example.end('SIGTERM')).toBe(0);
});

it('the smallest example has at most 40 lines', async () => {
  const source = await readFile(new URL('minimal.ts', import.meta.url), 'utf8');
  expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
});
