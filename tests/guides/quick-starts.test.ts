/** The quick starts of the READMEs, each as a process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { VZapsClient } from '@vzaps/core/client';
import { createFakeVZaps, type FakeVZaps, samplePayload } from '@vzaps/testing';
import { describeWithRedis, startRedisServer } from 'redis-test-server';
import { bundleOf, bundlePrograms, findFreePort } from 'test-programs';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';

const root = join(import.meta.dirname, '../..');
const WAIT = { timeout: 60_000, interval: 50 };

const nestjs = join(root, 'packages/nestjs');
const recipe = (name: string) => [name, join(root, 'packages', name, 'recipes/quick-start.ts')];

beforeAll(async () => {
  // One build of the four is faster than four builds.
  await bundlePrograms(import.meta.dirname, Object.fromEntries(['core', 'express', 'hono', 'redis'].map(recipe)));
  // The decorators of this program need the settings of its package.
  await bundlePrograms(nestjs, ['spec/example/main.ts']);
});

const start = (name: string, more?: Record<string, string>) =>
  startProgram([bundleOf(import.meta.dirname, name)], more);

/** Starts a quick start with the settings of its README, and waits until it has registered its URL. */
async function startProgram(args: string[], more: Record<string, string> = {}) {
  const fake = await createFakeVZaps();
  onTestFinished(() => fake.close());
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...settingsOf(fake), PORT: String(port), PUBLIC_URL: origin, ...more },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const exited = once(child, 'close');
  const [{ id }] = fake.instances;
  const { clientToken, clientSecret } = fake;
  const client = new VZapsClient({ baseUrl: fake.url, clientToken, clientSecret });
  onTestFinished(() => client.close());
  await vi.waitUntil(async () => {
    if (child.exitCode !== null) throw new Error(errors);
    return (await client.webhooks.get(id)).data.webhook !== '';
  }, WAIT);
  return { fake, id, origin, child, exited, errors: () => errors };
}

function settingsOf(fake: FakeVZaps): Record<string, string> {
  return {
    VZAPS_BASE_URL: fake.url,
    VZAPS_CLIENT_TOKEN: fake.clientToken,
    VZAPS_CLIENT_SECRET: fake.clientSecret,
    VZAPS_INSTANCE_ID: fake.instances[0].id,
    WEBHOOK_SECRET: 'the test publishes its secret in the source code',
  };
}

const textsSent = (fake: FakeVZaps) => fake.sent.map(({ body }) => body.message);

describe('the quick start', () => {
  it.each(['core', 'express', 'hono'])(
    'registers its URL, sends a message, answers "ping", and ends at SIGTERM with @vzaps/%s',
    async (name) => {
      const { fake, id, origin, child, exited, errors } = await start(name);
      await vi.waitUntil(() => fake.sent.length === 1, WAIT);
      expect((await fake.deliver(id, samplePayload('Message', { text: 'ping' }))).status).toBe('success');
      expect(textsSent(fake)).toEqual(['Hello', 'pong']);
      if (name !== 'core') {
        const probe = await fetch(`${origin}/readyz`);
        expect([probe.status, await probe.json()]).toMatchObject([200, { status: 'ok' }]);
      }
      child.kill('SIGTERM');
      expect(await exited).toEqual([0, null]);
      expect(errors()).toBe('');
    },
  );

  it('registers its URL, answers "ping", and ends at SIGTERM with @vzaps/express in CommonJS', async () => {
    const { fake, id, child, exited } = await startProgram([
      '--import',
      'tsx',
      'packages/express/recipes/quick-start.cjs',
    ]);
    expect((await fake.deliver(id, samplePayload('Message', { text: 'ping' }))).status).toBe('success');
    expect(textsSent(fake)).toEqual(['pong']);
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });

  it('registers its URL, answers "ping", and ends at SIGTERM with @vzaps/nestjs', async () => {
    const { fake, id, child, exited } = await startProgram([bundleOf(nestjs, 'main')], { NO_COLOR: '1' });
    expect((await fake.deliver(id, samplePayload('Message', { text: 'ping' }))).status).toBe('success');
    expect(textsSent(fake)).toEqual(['pong']);
    child.kill('SIGTERM');
    // Nest sends itself the signal again when its hooks have run.
    expect(await exited).toEqual([null, 'SIGTERM']);
  });
});

describeWithRedis('the quick start', () => {
  it('stores an event, handles it in its worker, and ends at SIGTERM with @vzaps/redis', async () => {
    const redis = await startRedisServer();
    onTestFinished(() => redis.close());
    const { fake, id, child, exited } = await start('redis', { REDIS_URL: redis.url });
    const entry = await fake.deliver(id, samplePayload('Message', { text: 'ping' }));
    expect(entry.status).toBe('success');
    await vi.waitUntil(() => fake.sent.length === 1, WAIT);
    expect(textsSent(fake)).toEqual(['pong']);
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });
});
