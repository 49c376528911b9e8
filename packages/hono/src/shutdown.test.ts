import { once } from 'node:events';
import { connect, createServer as createHttp2Server, type IncomingHttpHeaders } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { deliver, samplePayload } from '@vzaps/testing';
import { Hono } from 'hono';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createReceiver, unsafeSkipVerification, vzapsWebhook } from './index.ts';
import { PATH, serve } from './mounts.fixture.ts';

/** An application whose receiver is closing. */
async function createClosingApp(): Promise<Hono> {
  const receiver = createReceiver({ verify: unsafeSkipVerification() });
  await receiver.close();
  return new Hono().post(PATH, vzapsWebhook(receiver));
}

it('vzapsWebhook() sends connection: close over HTTP/1.1 while the receiver is closing', async () => {
  const response = await deliver(await serve(await createClosingApp()), samplePayload('Message'));
  expect(response).toMatchObject({ status: 503, outcome: 'overloaded', headers: { connection: 'close' } });
});

it('vzapsWebhook() sends no connection header over HTTP/2, which has none', async () => {
  const warnings = vi.fn();
  process.on('warning', warnings);
  const app = await createClosingApp();
  const server = createHttp2Server(getRequestListener((request, env) => app.fetch(request, env)));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  onTestFinished(() => {
    process.off('warning', warnings);
    session.destroy();
    server.close();
  });
  const stream = session.request({ ':method': 'POST', ':path': PATH, 'content-type': 'application/json' });
  stream.end(JSON.stringify(samplePayload('Message')));
  const [headers] = (await once(stream, 'response')) as [IncomingHttpHeaders];
  expect(headers[':status']).toBe(503);
  expect(headers).not.toHaveProperty('connection');
  await new Promise(setImmediate);
  expect(warnings).not.toHaveBeenCalled();
});

it('vzapsWebhook() sends no connection header on a platform that ends its connections itself', async () => {
  vi.stubGlobal('navigator', { userAgent: 'Cloudflare-Workers' });
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  const response = await (await createClosingApp()).request(PATH, { method: 'POST', body: '{}' });
  expect(response.status).toBe(503);
  expect(response.headers.has('connection')).toBe(false);
});
