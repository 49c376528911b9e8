import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { samplePayload } from '@vzaps/testing';
import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { createReceiver, unsafeSkipVerification, vzapsVerify } from './index.ts';

// This test has its own file, because every other server replaces the global classes permanently.
it('vzapsVerify() leaves the body readable when node-server does not replace the global Request', async () => {
  const receiver = createReceiver({ verify: unsafeSkipVerification() });
  const app = new Hono().post('/', vzapsVerify(receiver), async (c) => c.json(await c.req.json()));
  const server = await new Promise<ServerType>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false }, () =>
      resolve(started),
    );
  });
  const payload = samplePayload('Message', { text: 'hi' });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(payload) });
  expect([response.status, await response.json()]).toEqual([200, payload]);
  server.close();
});
