import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { samplePayload } from '@vzaps/testing';
import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { createReceiver, unsafeSkipVerification, vzapsVerify } from './index.ts';

// In a file of its own: any other server would have replaced the global classes for good.
it('vzapsVerify leaves the body unread where node-server leaves the global Request alone', async () => {
  const receiver = createReceiver({ verify: unsafeSkipVerification() });
  const app = new Hono().post('/', vzapsVerify(receiver), async (c) => c.json(await c.req.json()));
  const server = await new Promise<ServerType>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false }, () =>
      resolve(started),
    );
  });
  const payload = samplePayload('Message', { text: 'hi' });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(payload) });
  expect([answer.status, await answer.json()]).toEqual([200, payload]);
  server.close();
});
