/**
 * Faults of other webhook receivers, each tested on ours in the setup in which it was seen. The name in parentheses is
 * the library that has the fault. `packages/nestjs/spec` tests the faults that are typical of NestJS, and
 * `packages/core/src/client` those of API clients.
 */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createReceiver, hmacSignature, type Receiver, unsafeSkipVerification, vzapsWebhook } from '@vzaps/express';
import { vzapsWebhook as honoWebhook } from '@vzaps/hono';
import { deliver, samplePayload } from '@vzaps/testing';
import express5 from 'express';
// @ts-expect-error: the alias has no types. Both versions have the functions that are used here.
import express4 from 'express4';
import { Hono } from 'hono';
import { validator } from 'hono/validator';
import { describe, expect, it, onTestFinished } from 'vitest';

type Express = typeof express5;

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

const SECRET = 'shared with a gateway';
const hmacReceiver = () => createReceiver({ verify: hmacSignature({ secret: SECRET, header: 'x-signature' }) });
const sign = (body: string) => ({ 'x-signature': createHmac('sha256', SECRET).update(body).digest('hex') });
/** Replaces the default reporter, which would print the errors of these tests. */
const onOutcome = () => {};
/** Valid JSON that no serialiser would write, so that only the original bytes match the signature. */
const ODD = JSON.stringify(samplePayload('Message', { text: 'olá' }), null, 3)
  .replace('olá', '\\u006flá')
  .replace('{', '{ "version" : 1.0,');

describe.each<[string, Express]>([
  ['Express 5', express5],
  ['Express 4', express4],
])('vzapsWebhook() on %s', (_, express) => {
  /** Starts an application that parses JSON before every route, as most applications do. */
  function serveBehindJson(receiver: Receiver, options?: Parameters<Express['json']>[0]): Promise<string> {
    const app = express();
    app.use(express.json(options));
    app.post('/hook', vzapsWebhook(receiver));
    return serve(app);
  }

  it('calls the handler behind express.json() and responds 200 afterwards (octokit responds 202 after 9 s without calling it)', async () => {
    const seen: unknown[] = [];
    const receiver = createReceiver({ verify: unsafeSkipVerification() }).on('Message', ({ text }) => seen.push(text));
    const payload = samplePayload('Message', { text: 'hello' });
    expect(await deliver(await serveBehindJson(receiver), payload, { timeoutMs: 8_000 })).toMatchObject({
      status: 200,
    });
    expect(seen).toEqual(['hello']);
  });

  it('verifies the bytes of the request, not the result of JSON.stringify() (Polar, Clerk)', async () => {
    const receiver = hmacReceiver().on('Message', () => {});
    const url = await serveBehindJson(receiver, {
      verify: (req, _res, rawBody) => void Object.assign(req, { rawBody }),
    });
    expect(await deliver(url, ODD, { headers: sign(ODD) })).toMatchObject({ status: 200, outcome: 'handled' });
    expect(await deliver(url, ` ${ODD}`, { headers: sign(ODD) })).toMatchObject({ status: 401 });
  });

  it('reports missing bytes behind a parser, not a wrong signature (LINE reports "signature validation failed")', async () => {
    const app = express();
    app.use(express.json());
    app.post('/hook', vzapsWebhook(hmacReceiver().on('Message', () => {})));
    app.use((error: { code: string }, _req: unknown, res: { end(text: string): void }, _next: unknown) =>
      res.end(error.code),
    );
    expect((await deliver(await serve(app), ODD, { headers: sign(ODD) })).body).toBe('RAW_BODY_MISSING');
  });

  it('responds when a handler rejects, and reveals no error (Polar never responds on Express 4, octokit reveals the error)', async () => {
    const receiver = createReceiver({ verify: unsafeSkipVerification(), onOutcome }).on('Message', async () => {
      throw new Error('password is hunter2');
    });
    const result = await deliver(await serveBehindJson(receiver), samplePayload('Message'), { timeoutMs: 30_000 });
    expect(result).toMatchObject({ status: 500, body: '{"outcome":"failed"}' });
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });

  it('handles a failed event when it is delivered again, and every event of one sender (Vercel chat drops both)', async () => {
    const seen: (string | undefined)[] = [];
    let broken = true;
    const receiver = createReceiver({ verify: unsafeSkipVerification(), onOutcome }).on('Message', ({ text }) => {
      if (broken) throw new Error('no');
      seen.push(text);
    });
    const url = await serveBehindJson(receiver);
    const payloads = ['1', '2', '3', '4', '5', '6'].map((text) => samplePayload('Message', { text }));
    const all = () => Promise.all(payloads.map((payload) => deliver(url, payload)));
    expect((await all()).map(({ status }) => status)).toEqual([500, 500, 500, 500, 500, 500]);
    broken = false;
    expect((await all()).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(seen.sort()).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  it('accepts chunked bodies and responds 400 to malformed ones (whatsapp-api-js rejects chunked bodies and responds 500)', async () => {
    const app = express();
    app.post('/hook', vzapsWebhook(createReceiver({ verify: unsafeSkipVerification() }).on('Message', () => {})));
    const url = await serve(app);
    expect(await deliver(url, samplePayload('Message'), { chunked: true })).toMatchObject({ status: 200 });
    expect(await deliver(url, '{"type":')).toMatchObject({ status: 400, outcome: 'malformed' });
  });

  it('accepts an unknown event type and an unknown value (Polar throws, so that the sender disables the endpoint)', async () => {
    const states: string[] = [];
    const receiver = createReceiver({ verify: unsafeSkipVerification() }).on('ReadReceipt', ({ state }) =>
      states.push(state ?? ''),
    );
    const url = await serveBehindJson(receiver);
    const receipt = JSON.stringify(samplePayload('ReadReceipt')).replace('"Read"', '"Teleported"');
    expect(await deliver(url, { type: 'BrandNew', event: {} })).toMatchObject({ status: 200, outcome: 'unhandled' });
    expect(await deliver(url, receipt)).toMatchObject({ status: 200, outcome: 'handled' });
    expect(states).toEqual(['Teleported']);
  });
});

it('vzapsWebhook() of Hono gets the original bytes behind a validator (before Hono 4.9, text() serialised them again)', async () => {
  const app = new Hono();
  app.post(
    '/hook',
    validator('json', (value) => value),
    honoWebhook(hmacReceiver().on('Message', () => {})),
  );
  const url = await serve(getRequestListener(app.fetch));
  expect(await deliver(url, ODD, { headers: sign(ODD) })).toMatchObject({ status: 200, outcome: 'handled' });
});
