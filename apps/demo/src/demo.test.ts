import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { VZapsClient } from '@vzaps/core/client';
import { createFakeVZaps } from '@vzaps/testing';
import { expect, it } from 'vitest';
import { startApplication } from './application.ts';
import { expressTour } from './tours/express.ts';
import { walk } from './walk.ts';

const folder = fileURLToPath(new URL('..', import.meta.url));

it('shows every turn of a delivery, and ends with 0', async () => {
  const args = ['--import', 'tsx', 'src/main.ts'];
  const env = { ...process.env, NO_COLOR: '1' };
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, env });
  const rows = stdout.split('\n');
  const row = (came: string): string => rows.find((line) => line.startsWith(came)) ?? '';
  expect(row('a connection event')).toMatch(/yes +Connected +handled +200 +\d+$/);
  expect(row('a text ')).toMatch(/yes +phone \d+: "ping" +handled +200/);
  expect(row('the same text again')).toMatch(/duplicate +200/);
  expect(row('an image with a caption')).toMatch(/image, "Our new shop" +handled +200/);
  expect(row('a receipt for the answer')).toMatch(/1 message +handled +200/);
  expect(row('a hidden number (partial)')).toMatch(/hidden number: .+superseded +200/);
  expect(row('its complete twin')).toMatch(/phone \d+: .+ handled +200/);
  expect(row('a forged text')).toMatch(/no +\(not read\) +refused +401/);
  expect(row('a text, VZaps being down')).toMatch(/failed +500/);
  expect(stdout).toMatch(
    /searchLogs.+1 of them[\s\S]+getLog.+failed, 1 attempt \(500\)[\s\S]+retryLog.+success, 2 attempts \(500, 200\)/,
  );
  expect(stdout).toContain('Everything was as it should be.');
  // A signed URL is a secret.
  expect(stdout).not.toMatch(/vzaps_signature=v1\.\w{10}/);
});

it.each([
  ['nestjs', /POST \/messages +→ +sent[\s\S]+GET \/messages\/:id +→ +read: sent → delivered → read/],
  ['hono', /GET \/events +→ +Message handled, Message duplicate, .+\(not read\) refused/],
])('tours apps/%s, too', async (name, shown) => {
  const args = ['--import', 'tsx', 'src/main.ts', name];
  const env = { ...process.env, NO_COLOR: '1' };
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, env });
  expect(stdout).toMatch(/a forged text +no +\(not read\) +refused +401/);
  expect(stdout).toMatch(shown);
  expect(stdout).toContain('Everything was as it should be.');
});

it('names the examples when there is none of that name', async () => {
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/main.ts', 'rails'], { cwd: folder });
  await expect(run).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining("no example 'rails'. There are: express"),
  });
});

it('tells what an application said that does not start', async () => {
  await expect(
    startApplication('express', {
      VZAPS_INSTANCE_ID: 'VZ1',
      VZAPS_CLIENT_TOKEN: 'a',
      VZAPS_CLIENT_SECRET: 'b',
      WEBHOOK_SECRET: 'short',
    }),
  ).rejects.toThrow(/apps\/express ended by itself[\s\S]+needs a secret of at least 32 bytes/);
});

it('stops at the first surprise', async () => {
  const fake = await createFakeVZaps();
  const wrong = createServer((_req, res) => res.end('{"outcome":"unhandled"}')).listen(0, '127.0.0.1');
  await once(wrong, 'listening');
  const [{ id: instanceId }] = fake.instances;
  const client = new VZapsClient({ baseUrl: fake.url, clientToken: fake.clientToken, clientSecret: fake.clientSecret });
  const webhookURL = `http://127.0.0.1:${(wrong.address() as AddressInfo).port}/`;
  await client.webhooks.set({ instanceId, webhookURL, events: ['Connected'] });
  await expect(walk(fake, expressTour)).rejects.toThrow(
    'a connection event: expected handled (200), and it was unhandled (200).',
  );
  wrong.close();
  await client.close();
  await fake.close();
});
