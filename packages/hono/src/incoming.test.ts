import { createHmac } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { deliver, samplePayload } from '@vzaps/testing';
import { type MiddlewareHandler, Hono as NewHono } from 'hono';
import { describe, expect, it } from 'vitest';
import { createReceiver, hmacSignature, unsafeSkipVerification, vzapsVerify, vzapsWebhook } from './index.ts';
import { HONO, PATH, serve } from './mounts.fixture.ts';

const OTHER = JSON.stringify(samplePayload('Message', { text: 'from the middleware' }));
const textOf = () => {
  const texts: unknown[] = [];
  const receiver = createReceiver({ verify: unsafeSkipVerification() }).on('Message', ({ text }) => {
    texts.push(text);
  });
  return { texts, receiver };
};

/** Replaces the request by another one, without reading the original. */
const replaceBody: MiddlewareHandler = async (c, next) => {
  const { url, method } = c.req.raw;
  c.req.raw = new Request(url, { method, body: OTHER });
  await next();
};

describe.each(Object.entries(HONO))('vzapsWebhook() on %s on Node', (_, HonoClass) => {
  it('does not make a web request or a web stream of a request that nothing read', async () => {
    const { texts, receiver } = textOf();
    const app = new HonoClass();
    let request: Request | undefined;
    app.use(async (c, next) => {
      request = c.req.raw;
      await next();
    });
    app.post(PATH, vzapsWebhook(receiver));
    expect(await deliver(await serve(app), samplePayload('Message', { text: 'hi' }))).toMatchObject({
      outcome: 'handled',
    });
    const values = Object.getOwnPropertySymbols(request).map((key) => Reflect.get(request as object, key));
    expect(values.filter((value) => value instanceof globalThis.Request || value instanceof AbortController)).toEqual(
      [],
    );
    expect(texts).toEqual(['hi']);
  });

  it('reads the request that a middleware put into c.req.raw', async () => {
    const { texts, receiver } = textOf();
    const app = new HonoClass();
    app.post(PATH, replaceBody, vzapsWebhook(receiver));
    expect((await deliver(await serve(app), samplePayload('Message', { text: 'original' }))).outcome).toBe('handled');
    expect(texts).toEqual(['from the middleware']);
  });

  it('handles a delivery under app.mount(), whose requests are copies', async () => {
    const { texts, receiver } = textOf();
    const inner = new HonoClass();
    inner.post('/vzaps', vzapsWebhook(receiver));
    const app = new HonoClass();
    app.mount('/webhooks', inner.fetch);
    expect((await deliver(await serve(app), samplePayload('Message', { text: 'mounted' }))).outcome).toBe('handled');
    expect(texts).toEqual(['mounted']);
  });

  it('lets a later handler read a body of one-byte chunks behind vzapsVerify()', async () => {
    const secret = 'shared with a gateway';
    const verify = hmacSignature({ secret, header: 'x-signature' });
    const body = JSON.stringify(samplePayload('Message', { text: 'olá 😀' }), null, 2);
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    const app = new HonoClass();
    app.post(PATH, vzapsVerify(createReceiver({ verify })), async (c) => c.text(await c.req.text()));
    const bytes = Buffer.from(body);
    const chunks = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const init = { method: 'POST', headers: { 'x-signature': signature }, body: chunks, duplex: 'half' };
    const response = await fetch(await serve(app), init as RequestInit);
    expect(await response.text()).toBe(body);
  });
});

it('vzapsWebhook() ignores a c.env.incoming that does not belong to the request, as tests of applications pass it', async () => {
  for (const incoming of [
    { socket: {} },
    Object.assign(new EventEmitter(), { readableFlowing: null, method: 'GET' }),
  ]) {
    const { texts, receiver } = textOf();
    const app = new NewHono().post(PATH, vzapsWebhook(receiver));
    const response = await app.request(PATH, { method: 'POST', body: OTHER }, { incoming });
    expect([response.status, texts]).toEqual([200, ['from the middleware']]);
  }
});
