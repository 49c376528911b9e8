import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { deliver, samplePayload } from '@vzaps/testing';
import type { Context, Hono } from 'hono';
import { validator } from 'hono/validator';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  createReceiver,
  createUrlSigner,
  hmacSignature,
  unsafeSkipVerification,
  vzapsVerify,
  vzapsWebhook,
} from './index.ts';
import { HONO, listen, PATH, reads } from './mounts.fixture.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(app: Pick<Hono, 'fetch'>): Promise<string> {
  const { url, close } = await listen(app);
  closing.push(close);
  return url;
}

/** An error handler that shows what reached it. */
const showError = (error: Error & { code?: string }, c: Context): Response =>
  c.json({ code: error.code, message: error.message }, 500);

const SECRET = 'a secret of thirty-two bytes or more';
const open = () => createReceiver({ verify: unsafeSkipVerification() });
const gateway = () => createReceiver({ verify: hmacSignature({ secret: SECRET, header: 'x-signature' }) });
const form = (payload: unknown): string => new URLSearchParams({ jsonData: JSON.stringify(payload) }).toString();
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe.each(Object.entries(HONO))('%s', (_, HonoClass) => {
  it('answers a GET to app.post() itself, with 404', async () => {
    const app = new HonoClass();
    app.post(PATH, vzapsWebhook(open()));
    expect((await deliver(await serve(app), '', { method: 'GET' })).status).toBe(404);
  });

  it.each([
    ['c.req.json()', reads((req) => req.json())],
    ['c.req.text()', reads((req) => req.text())],
    ['c.req.arrayBuffer()', reads((req) => req.arrayBuffer())],
    ['c.req.blob()', reads((req) => req.blob())],
    ['c.req.parseBody()', reads((req) => req.parseBody())],
    ['a clone of c.req.raw', reads((req) => req.raw.clone().text())],
    ["validator('json')", validator('json', (value) => value)],
    ["validator('form')", validator('form', (value) => value)],
  ])('has the bytes behind a middleware that reads %s', async (_, middleware) => {
    const app = new HonoClass();
    app.post(PATH, middleware, vzapsWebhook(gateway().on('Message', () => {})));
    const body = JSON.stringify(samplePayload('Message', { text: 'olá 😀' }), null, 3);
    const headers = { 'x-signature': createHmac('sha256', SECRET).update(body).digest('hex') };
    expect(await deliver(await serve(app), body, { headers })).toMatchObject({ status: 200, outcome: 'handled' });
  });

  it.each([
    ['c.req.formData()', reads((req) => req.formData())],
    ['c.req.parseBody()', reads((req) => req.parseBody())],
    ["validator('form')", validator('form', (value) => value)],
  ])('takes a form behind a middleware that reads %s', async (_, middleware) => {
    const app = new HonoClass();
    app.post(PATH, middleware, vzapsWebhook(open().on('Message', () => {})));
    const payload = form(samplePayload('Message'));
    expect(await deliver(await serve(app), payload, { headers: FORM })).toMatchObject({ outcome: 'handled' });
  });

  it.each([
    ['a verifier needs the bytes, and c.req.formData() kept none', reads((req) => req.formData()), gateway],
    ['something consumed c.req.raw', reads((req) => req.raw.text()), open],
  ])('tells the cure when %s', async (_, middleware, receiver) => {
    const handler = vi.fn();
    const app = new HonoClass();
    app.post(PATH, middleware, vzapsWebhook(receiver().on('Message', handler)));
    app.onError(showError);
    const { status, body } = await deliver(await serve(app), form(samplePayload('Message')), { headers: FORM });
    expect(status).toBe(500);
    expect(JSON.parse(body)).toEqual({
      code: 'RAW_BODY_MISSING',
      message: expect.stringContaining('Read the body with c.req.json(), c.req.text() or c.req.arrayBuffer()'),
    });
    expect(handler).not.toHaveBeenCalled();
  });

  it('keeps what a middleware set on the answer, and sends no body to HEAD', async () => {
    const app = new HonoClass();
    app.use(async (c, next) => {
      c.header('x-request-id', 'abc');
      await next();
    });
    app.use(PATH, vzapsWebhook(open()));
    const { status, headers, body } = await deliver(await serve(app), '', { method: 'HEAD' });
    expect({ status, body, id: headers['x-request-id'] }).toEqual({ status: 405, body: '', id: 'abc' });
  });

  it.each([
    ['forged', 0, 'refused'],
    ['too long', 1, 'too_large'],
  ])('leaves the connection to the next delivery when one is %s and was not read', async (_, signed, outcome) => {
    const signer = createUrlSigner({ secret: SECRET });
    const app = new HonoClass();
    app.post(PATH, vzapsWebhook(createReceiver({ verify: signer.verify, bodyLimit: 100_000 })));
    const url = await serve(app);
    const right = signer.sign(url, { instanceId: 'VZ1' });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const long = 'x'.repeat(1_000_000);
    for (const chunked of [false, true]) {
      expect(await post(agent, signed ? right : url, long, chunked)).toEqual({ outcome, reused: chunked });
      expect(await post(agent, right, '{"type":"Connected"}')).toEqual({ outcome: 'unhandled', reused: true });
    }
    agent.destroy();
  });

  it('hands a verified, typed event over in c.var.vzaps, and answers the rest itself', async () => {
    const signer = createUrlSigner({ secret: SECRET });
    const app = new HonoClass();
    app.use(PATH, vzapsVerify(createReceiver({ verify: signer.verify })));
    app.post(PATH, (c) => c.json([c.var.vzaps?.event.type, c.var.vzaps?.instanceId], 202));
    const url = await serve(app);
    const right = signer.sign(url, { instanceId: 'VZ1' });
    expect(await deliver(right, samplePayload('ReadReceipt'))).toMatchObject({
      status: 202,
      body: '["ReadReceipt","VZ1"]',
    });
    expect(await deliver(url, samplePayload('ReadReceipt'))).toMatchObject({ status: 401, outcome: 'refused' });
    expect(await deliver(right, 'no')).toMatchObject({ status: 400, outcome: 'malformed' });
  });

  it('leaves what the handler after vzapsVerify throws to the application', async () => {
    const app = new HonoClass();
    app.post(PATH, vzapsVerify(open()), () => {
      throw Object.assign(new Error('mine'), { code: 'MINE' });
    });
    app.onError(showError);
    const { body } = await deliver(await serve(app), samplePayload('Presence'));
    expect(JSON.parse(body)).toEqual({ code: 'MINE', message: 'mine' });
  });
});

/** A delivery that waits for its connection's turn. `reused`: another one went over it before. */
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
