/**
 * What other receivers get wrong, each as a promise of ours, in the set-up in which it was seen. NestJS' own traps
 * (201, `rawBody` off in silence, swallowed errors, instances that collide) are in `packages/nestjs/spec`, those of
 * API clients in `packages/core/src/client`.
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
// @ts-expect-error: an alias has no types of its own; what is used here is the same in both
import express4 from 'express4';
import { Hono } from 'hono';
import { validator } from 'hono/validator';
import { afterEach, describe, expect, it } from 'vitest';

type Express = typeof express5;

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
    return once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

const SECRET = 'shared with a gateway';
const gateway = () => createReceiver({ verify: hmacSignature({ secret: SECRET, header: 'x-signature' }) });
const signed = (body: string) => ({ 'x-signature': createHmac('sha256', SECRET).update(body).digest('hex') });
/** Genuine JSON that no serialiser would write. */
const ODD = JSON.stringify(samplePayload('Message', { text: 'olá' }), null, 3)
  .replace('olá', '\\u006flá')
  .replace('{', '{ "version" : 1.0,');

describe.each<[string, Express]>([
  ['Express 5', express5],
  ['Express 4', express4],
])('%s', (_, express) => {
  /** An application that parses JSON before everything, as most do. */
  function behindJson(receiver: Receiver, options?: Parameters<Express['json']>[0]): Promise<string> {
    const app = express();
    app.use(express.json(options));
    app.post('/hook', vzapsWebhook(receiver));
    return serve(app);
  }

  it('calls the handler behind express.json(), at once, and says 200 only then (octokit waits 9 s, says 202, and never does)', async () => {
    const seen: unknown[] = [];
    const receiver = createReceiver({ verify: unsafeSkipVerification() }).on('Message', ({ text }) => seen.push(text));
    const payload = samplePayload('Message', { text: 'hello' });
    expect(await deliver(await behindJson(receiver), payload, { timeoutMs: 8_000 })).toMatchObject({ status: 200 });
    expect(seen).toEqual(['hello']);
  });

  it('verifies the bytes that came, not what JSON.stringify() makes of them (Polar, Clerk)', async () => {
    const receiver = gateway().on('Message', () => {});
    const url = await behindJson(receiver, {
      verify: (req, _res, rawBody) => void Object.assign(req, { rawBody }),
    });
    expect(await deliver(url, ODD, { headers: signed(ODD) })).toMatchObject({ status: 200, outcome: 'handled' });
    expect(await deliver(url, ` ${ODD}`, { headers: signed(ODD) })).toMatchObject({ status: 401 });
  });

  it('blames the missing bytes, not the signature, behind a parser (LINE says "signature validation failed")', async () => {
    const app = express();
    app.use(express.json());
    app.post('/hook', vzapsWebhook(gateway().on('Message', () => {})));
    app.use((error: { code: string }, _req: unknown, res: { end(text: string): void }, _next: unknown) =>
      res.end(error.code),
    );
    expect((await deliver(await serve(app), ODD, { headers: signed(ODD) })).body).toBe('RAW_BODY_MISSING');
  });

  it('answers when a handler rejects, in its own words (Polar leaves Express 4 hanging, octokit tells the error)', async () => {
    const receiver = createReceiver({ verify: unsafeSkipVerification() }).on('Message', async () => {
      throw new Error('password is hunter2');
    });
    const result = await deliver(await behindJson(receiver), samplePayload('Message'), { timeoutMs: 30_000 });
    expect(result).toMatchObject({ status: 500, body: '{"outcome":"failed"}' });
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });

  it('tries a failed event again, and drops none of one sender (Vercel chat does both)', async () => {
    const seen: (string | undefined)[] = [];
    let broken = true;
    const receiver = createReceiver({ verify: unsafeSkipVerification() }).on('Message', ({ text }) => {
      if (broken) throw new Error('no');
      seen.push(text);
    });
    const url = await behindJson(receiver);
    const payloads = ['1', '2', '3', '4', '5', '6'].map((text) => samplePayload('Message', { text }));
    const all = () => Promise.all(payloads.map((payload) => deliver(url, payload)));
    expect((await all()).map(({ status }) => status)).toEqual([500, 500, 500, 500, 500, 500]);
    broken = false;
    expect((await all()).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(seen.sort()).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  it('takes chunked bodies, and answers 400 to malformed ones (whatsapp-api-js refuses them, and says 500)', async () => {
    const app = express();
    app.post('/hook', vzapsWebhook(createReceiver({ verify: unsafeSkipVerification() }).on('Message', () => {})));
    const url = await serve(app);
    expect(await deliver(url, samplePayload('Message'), { chunked: true })).toMatchObject({ status: 200 });
    expect(await deliver(url, '{"type":')).toMatchObject({ status: 400, outcome: 'malformed' });
  });

  it('takes a new event type and a new value (Polar throws, and its sender disables the endpoint)', async () => {
    const states: string[] = [];
    const receiver = createReceiver({ verify: unsafeSkipVerification() }).on('ReadReceipt', ({ state }) =>
      states.push(state ?? ''),
    );
    const url = await behindJson(receiver);
    const receipt = JSON.stringify(samplePayload('ReadReceipt')).replace('"Read"', '"Teleported"');
    expect(await deliver(url, { type: 'BrandNew', event: {} })).toMatchObject({ status: 200, outcome: 'unhandled' });
    expect(await deliver(url, receipt)).toMatchObject({ status: 200, outcome: 'handled' });
    expect(states).toEqual(['Teleported']);
  });
});

it('has the bytes on Hono behind a validator (before 4.9 text() serialised again, and c.req.raw throws)', async () => {
  const app = new Hono();
  app.post(
    '/hook',
    validator('json', (value) => value),
    honoWebhook(gateway().on('Message', () => {})),
  );
  const url = await serve(getRequestListener(app.fetch));
  expect(await deliver(url, ODD, { headers: signed(ODD) })).toMatchObject({ status: 200, outcome: 'handled' });
});
