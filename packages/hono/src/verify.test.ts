import { createHmac } from 'node:crypto';
import { deliver, samplePayload } from '@vzaps/testing';
import type { Context } from 'hono';
import { validator } from 'hono/validator';
import { describe, expect, it } from 'vitest';
import {
  createReceiver,
  createUrlSigner,
  hmacSignature,
  unsafeSkipVerification,
  vzapsVerify,
  vzapsWebhook,
} from './index.ts';
import { HONO, PATH, readBody, serve } from './mounts.fixture.ts';

const SECRET = 'a secret of thirty-two bytes or more';
const openReceiver = () => createReceiver({ verify: unsafeSkipVerification() });
const hmacReceiver = () => createReceiver({ verify: hmacSignature({ secret: SECRET, header: 'x-signature' }) });
const sign = (body: string) => ({ 'x-signature': createHmac('sha256', SECRET).update(body).digest('hex') });

const payload = samplePayload('Message', { text: 'olá 😀' });
/** Valid JSON that no serialiser would write, so that only the original bytes match the signature. */
const BODY = JSON.stringify(payload, null, 3).replace('{', '{ "version" : 1.0,');
const FORM = new URLSearchParams({ jsonData: JSON.stringify(payload) }).toString();
const LONG_BODY = JSON.stringify({ ...payload, padding: 'ü'.repeat(1_000_000) });
const TYPES = { json: 'application/json', form: 'application/x-www-form-urlencoded' };

type Read = (c: Context) => Promise<unknown>;
const decode = (bytes: ArrayBuffer) => new TextDecoder().decode(bytes);

describe.each(Object.entries(HONO))('vzapsVerify() on %s', (_, HonoClass) => {
  it('passes a verified event in c.var.vzaps, and responds itself if verification or parsing fails', async () => {
    const signer = createUrlSigner({ secret: SECRET });
    const app = new HonoClass();
    app.use(PATH, vzapsVerify(createReceiver({ verify: signer.verify })));
    app.post(PATH, (c) => c.json([c.var.vzaps?.event.type, c.var.vzaps?.instanceId], 202));
    const url = await serve(app);
    const signedUrl = signer.sign(url, { instanceId: 'VZ1' });
    expect(await deliver(signedUrl, samplePayload('ReadReceipt'))).toMatchObject({
      status: 202,
      body: '["ReadReceipt","VZ1"]',
    });
    expect(await deliver(url, samplePayload('ReadReceipt'))).toMatchObject({ status: 401, outcome: 'refused' });
    expect(await deliver(signedUrl, 'no')).toMatchObject({ status: 400, outcome: 'malformed' });
  });

  it.each([
    ['a promise', Promise.resolve(false)],
    ["'false'", 'false'],
    ['1', 1],
  ])('refuses a delivery if the verifier returns %s as `ok`', async (_, ok) => {
    const app = new HonoClass();
    const receiver = createReceiver({ verify: () => ({ ok }) as never, onOutcome() {} });
    app.post(PATH, vzapsVerify(receiver), (c) => c.text('let in'));
    expect(await deliver(await serve(app), payload)).toMatchObject({ status: 401, outcome: 'refused' });
  });

  it('leaves an error of the next handler to the application', async () => {
    const app = new HonoClass();
    app.post(PATH, vzapsVerify(openReceiver()), () => {
      throw new Error('mine');
    });
    app.onError((error, c) => c.text(error.message, 500));
    expect((await deliver(await serve(app), samplePayload('Presence'))).body).toBe('mine');
  });

  it.each<[string, string, Read]>([
    ['c.req.text()', BODY, (c) => c.req.text()],
    ['c.req.json()', BODY, async (c) => (await c.req.json()) && c.req.text()],
    ['c.req.arrayBuffer()', BODY, async (c) => decode(await c.req.arrayBuffer())],
    ['c.req.blob()', BODY, async (c) => (await c.req.blob()).text()],
    ['c.req.raw', BODY, (c) => c.req.raw.text()],
    ['c.req.raw.clone()', BODY, async (c) => (await c.req.raw.clone().text()) && c.req.raw.text()],
    ['c.req.text(), if the body has many chunks', LONG_BODY, (c) => c.req.text()],
  ])('lets the next handler read the original bytes with %s', async (_, body, read) => {
    const app = new HonoClass();
    app.post(PATH, vzapsVerify(hmacReceiver()), async (c) => c.text(String(await read(c))));
    expect((await deliver(await serve(app), body, { headers: sign(body) })).body === body).toBe(true);
  });

  it.each<[string, Read]>([
    ['c.req.parseBody()', async (c) => (await c.req.parseBody()).jsonData],
    ['c.req.formData()', async (c) => (await c.req.formData()).get('jsonData')],
  ])('lets the next handler read a form with %s', async (_, read) => {
    const app = new HonoClass();
    app.post(PATH, vzapsVerify(openReceiver()), async (c) => c.text(String(await read(c))));
    const headers = { 'content-type': TYPES.form };
    expect((await deliver(await serve(app), FORM, { headers })).body).toBe(JSON.stringify(payload));
  });

  it.each([
    ['json', BODY],
    ['form', FORM],
  ] as const)('leaves the body to a %s validator behind it', async (target, body) => {
    const app = new HonoClass();
    const validate = validator(target, (value) => ({ keys: Object.keys(value) }));
    app.post(PATH, vzapsVerify(openReceiver()), validate, (c) => c.json(c.req.valid(target as never)));
    const response = await deliver(await serve(app), body, { headers: { 'content-type': TYPES[target] } });
    const keys = target === 'form' ? ['jsonData'] : ['version', ...Object.keys(payload as object)];
    expect(JSON.parse(response.body)).toEqual({ keys });
  });

  const readText = readBody((req) => req.text());
  it.each([
    ['nothing else reads the body', [], []],
    ['a middleware between them reads c.req.text()', [], [readText]],
    ['a middleware before it reads c.req.text()', [readText], []],
  ])('keeps the bytes for vzapsWebhook() behind it, also when mounted twice: %s', async (_, before, between) => {
    const app = new HonoClass();
    app.use('*', ...before, vzapsVerify(hmacReceiver()), vzapsVerify(hmacReceiver()), ...between);
    const handleMessage = ({ text }: { text?: string }) => expect(text).toBe('olá 😀');
    app.post(PATH, vzapsWebhook(hmacReceiver().on('Message', handleMessage)));
    expect(await deliver(await serve(app), BODY, { headers: sign(BODY) })).toMatchObject({ outcome: 'handled' });
  });

  it('keeps the URL, the headers and the abort signal of the request', async () => {
    const app = new HonoClass();
    let before: Request | undefined;
    app.use(async (c, next) => {
      before = c.req.raw;
      await next();
    });
    app.post(PATH, vzapsVerify(openReceiver()), (c) => {
      const { url, method, headers, signal } = c.req.raw;
      expect([url, method, [...headers]]).toEqual([before?.url, 'POST', [...(before?.headers ?? [])]]);
      expect(signal.aborted).toBe(false);
      return c.text('unchanged');
    });
    expect((await deliver(`${await serve(app)}?a=%7e&b`, BODY)).body).toBe('unchanged');
  });
});
