import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { deliver, samplePayload } from '@vzaps/testing';
import type { Context } from 'hono';
import { validator } from 'hono/validator';
import { describe, expect, it, vi } from 'vitest';
import { createReceiver, createUrlSigner, hmacSignature, unsafeSkipVerification, vzapsWebhook } from './index.ts';
import { HONO, PATH, readBody, serve } from './mounts.fixture.ts';

/** An error handler that responds with the error that reached it. */
const showError = (error: Error & { code?: string }, c: Context): Response =>
  c.json({ code: error.code, message: error.message }, 500);

const SECRET = 'a secret of thirty-two bytes or more';
const openReceiver = () => createReceiver({ verify: unsafeSkipVerification() });
const hmacReceiver = () => createReceiver({ verify: hmacSignature({ secret: SECRET, header: 'x-signature' }) });
const formOf = (payload: unknown): string => new URLSearchParams({ jsonData: JSON.stringify(payload) }).toString();
const FORM_HEADERS = { 'content-type': 'application/x-www-form-urlencoded' };

describe.each(Object.entries(HONO))('vzapsWebhook() on %s', (_, HonoClass) => {
  it('is not reached by a GET request if it is mounted with app.post()', async () => {
    const app = new HonoClass();
    app.post(PATH, vzapsWebhook(openReceiver()));
    expect((await deliver(await serve(app), '', { method: 'GET' })).status).toBe(404);
  });

  it.each([
    ['c.req.json()', readBody((req) => req.json())],
    ['c.req.text()', readBody((req) => req.text())],
    ['c.req.arrayBuffer()', readBody((req) => req.arrayBuffer())],
    ['c.req.blob()', readBody((req) => req.blob())],
    ['c.req.parseBody()', readBody((req) => req.parseBody())],
    ['a clone of c.req.raw', readBody((req) => req.raw.clone().text())],
    ["validator('json')", validator('json', (value) => value)],
    ["validator('form')", validator('form', (value) => value)],
  ])('gets the original bytes behind a middleware that reads %s', async (_, middleware) => {
    const app = new HonoClass();
    app.post(PATH, middleware, vzapsWebhook(hmacReceiver().on('Message', () => {})));
    const body = JSON.stringify(samplePayload('Message', { text: 'olá 😀' }), null, 3);
    const headers = { 'x-signature': createHmac('sha256', SECRET).update(body).digest('hex') };
    expect(await deliver(await serve(app), body, { headers })).toMatchObject({ status: 200, outcome: 'handled' });
  });

  it.each([
    ['c.req.formData()', readBody((req) => req.formData())],
    ['c.req.parseBody()', readBody((req) => req.parseBody())],
    ["validator('form')", validator('form', (value) => value)],
  ])('handles a form behind a middleware that reads %s', async (_, middleware) => {
    const app = new HonoClass();
    app.post(PATH, middleware, vzapsWebhook(openReceiver().on('Message', () => {})));
    const form = formOf(samplePayload('Message'));
    expect(await deliver(await serve(app), form, { headers: FORM_HEADERS })).toMatchObject({ outcome: 'handled' });
  });

  it.each([
    ['a verifier needs bytes that c.req.formData() consumed', readBody((req) => req.formData()), hmacReceiver],
    ['another middleware consumed c.req.raw', readBody((req) => req.raw.text()), openReceiver],
  ])('passes RAW_BODY_MISSING with the fix to app.onError() if %s', async (_, middleware, receiver) => {
    const handler = vi.fn();
    const app = new HonoClass();
    app.post(PATH, middleware, vzapsWebhook(receiver().on('Message', handler)));
    app.onError(showError);
    const form = formOf(samplePayload('Message'));
    const { status, body } = await deliver(await serve(app), form, { headers: FORM_HEADERS });
    expect(status).toBe(500);
    expect(JSON.parse(body)).toEqual({
      code: 'RAW_BODY_MISSING',
      message: expect.stringContaining('Read the body with c.req.json(), c.req.text() or c.req.arrayBuffer()'),
    });
    expect(handler).not.toHaveBeenCalled();
  });

  it('keeps the headers that a middleware set, and sends no body to a HEAD request', async () => {
    const app = new HonoClass();
    app.use(async (c, next) => {
      c.header('x-request-id', 'abc');
      await next();
    });
    app.use(PATH, vzapsWebhook(openReceiver()));
    const { status, headers, body } = await deliver(await serve(app), '', { method: 'HEAD' });
    expect({ status, body, id: headers['x-request-id'] }).toEqual({ status: 405, body: '', id: 'abc' });
  });

  it.each([
    ['forged', false, 'refused'],
    ['too long', true, 'too_large'],
  ])('reuses the connection after a delivery that was %s and not read', async (_, isSigned, outcome) => {
    const signer = createUrlSigner({ secret: SECRET });
    const app = new HonoClass();
    app.post(PATH, vzapsWebhook(createReceiver({ verify: signer.verify, bodyLimit: 100_000 })));
    const url = await serve(app);
    const signedUrl = signer.sign(url, { instanceId: 'VZ1' });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const long = 'x'.repeat(1_000_000);
    for (const chunked of [false, true]) {
      expect(await post(agent, isSigned ? signedUrl : url, long, chunked)).toEqual({ outcome, reused: chunked });
      expect(await post(agent, signedUrl, '{"type":"Connected"}')).toEqual({ outcome: 'unhandled', reused: true });
    }
    agent.destroy();
  });
});

/** Sends a delivery through the agent's connection. `reused` says that a request used the connection before. */
function post(agent: Agent, url: string, body: string, chunked = false): Promise<{ outcome: string; reused: boolean }> {
  return new Promise((resolve, reject) => {
    const headers = chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': body.length };
    const outgoing = request(url, { method: 'POST', agent, headers }, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ outcome: JSON.parse(text).outcome, reused: outgoing.reusedSocket });
    });
    outgoing.on('error', reject).end(body);
  });
}
