import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createUrlSigner, VZapsClient } from '@vzaps/core';
import { createFakeVZaps, samplePayload } from '@vzaps/testing';
import { bundleOf, bundlePrograms } from 'test-programs';
import { beforeAll, expect, inject, it, onTestFinished } from 'vitest';

const SECRET = 'x'.repeat(32);

/** Starts the program of the guide, which prints its port. */
async function start(folder: string, kill = ''): Promise<{ child: ChildProcess; origin: string }> {
  // The flag halves the CPU time of a start, because V8 compiles PGlite only once.
  const child = spawn(process.execPath, ['--liftoff-only', bundleOf(import.meta.dirname, 'exactly-once')], {
    env: { ...process.env, FOLDER: folder, SECRET, KILL: kill },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [port] = await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line');
  return { child, origin: `http://127.0.0.1:${port}` };
}

beforeAll(() => bundlePrograms(import.meta.dirname, ['programs/exactly-once.ts']));

it('an order is stored once if the process is killed after the commit and before the event is remembered', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'exactly-once-'));
  // Creating a database takes seconds.
  cpSync(join(inject('newDatabase'), 'pglite'), folder, { recursive: true });
  const fake = await createFakeVZaps();
  const client = new VZapsClient({ baseUrl: fake.url, clientToken: fake.clientToken, clientSecret: fake.clientSecret });
  onTestFinished(async () => {
    await Promise.all([client.close(), fake.close()]);
    rmSync(folder, { recursive: true });
  });
  const [{ id: instanceId }] = fake.instances;
  const register = (origin: string) => {
    const webhookURL = createUrlSigner({ secret: SECRET }).sign(origin, { instanceId });
    return client.webhooks.set({ instanceId, webhookURL, events: ['Message'] });
  };

  const first = await start(folder, 'before-complete');
  await register(first.origin);
  const exited = once(first.child, 'exit');
  const entry = await fake.deliver(instanceId, samplePayload('Message', { text: 'order 7' }));
  expect(entry.status).toBe('failed');
  expect(await exited).toEqual([null, 'SIGKILL']);

  const second = await start(folder);
  const listOrders = () => fetch(second.origin).then((response) => response.json());
  expect(await listOrders()).toEqual([{ text: 'order 7' }]);
  await register(second.origin);
  expect(await client.webhooks.retryFailedLogs({ instanceId })).toMatchObject({ total: 1, failed: 0 });
  expect(await listOrders()).toEqual([{ text: 'order 7' }]);
});
