import { createHmac } from 'node:crypto';
import { deliver, samplePayload } from '@vzaps/testing';
import type { Context, Hono } from 'hono';
import { validator } from 'hono/validator';
import { afterEach, describe, expect, it } from 'vitest';
import { createReceiver, hmacSignature, unsafeSkipVerification, vzapsVerify, vzapsWebhook } from './index.ts';
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

const SECRET = 'a secret of thirty-two bytes or more';
const open = () => createReceiver({ verify: unsafeSkipVerification() });
const gateway = () => createReceiver({ verify: hmacSignature({ secret: SECRET, header: 'x-signature' }) });
const signed = (body: string) => ({ 'x-signature': createHmac('sha256', SECRET).update(body).digest('hex') });

const payload = samplePayload('Message', { text: 'olá 😀' });
/** Genuine JSON that no serialiser would write. */
const BODY = JSON.stringify(payload, null, 3).replace('{', '{ "version" : 1.0,');
const FORM = new URLSearchParams({ jsonData: JSON.stringify(payload) }).toString();
const LONG = JSON.stringify({ ...payload, padding: 'ü'.repeat(1_000_000) });
const TYPES = { json: 'application/json', form: 'application/x-www-form-urlencoded' };

type Read = (c: Context) => Promise<unknown>;
const decode = (bytes: ArrayBuffer) => new TextDecoder().decode(bytes);

describe.each(Object.entries(HONO))('after vzapsVerify, on %s,', (_, HonoClass) => {
  it.each<[string, string, Read]>([
    ['c.req.text()', BODY, (c) => c.req.text()],
    ['c.req.json()', BODY, async (c) => (await c.req.json()) && c.req.text()],
    ['c.req.arrayBuffer()', BODY, async (c) => decode(await c.req.arrayBuffer())],
    ['c.req.blob()', BODY, async (c) => (await c.req.blob()).text()],
    ['c.req.raw', BODY, (c) => c.req.raw.text()],
    ['c.req.raw.clone()', BODY, async (c) => (await c.req.raw.clone().text()) && c.req.raw.text()],
    ['c.req.text(), of a body in many chunks', LONG, (c) => c.req.text()],
  ])('%s is the body, to the byte', async (_, body, read) => {
    const app = new HonoClass();
    app.post(PATH, vzapsVerify(gateway()), async (c) => c.text(String(await read(c))));
    expect((await deliver(await serve(app), body, { headers: signed(body) })).body === body).toBe(true);
  });

  it.each<[string, Read]>([
    ['c.req.parseBody()', async (c) => (await c.req.parseBody()).jsonData],
    ['c.req.formData()', async (c) => (await c.req.formData()).get('jsonData')],
  ])('%s is the form', async (_, read) => {
    const app = new HonoClass();
    app.post(PATH, vzapsVerify(open()), async (c) => c.text(String(await read(c))));
    const headers = { 'content-type': TYPES.form };
    expect((await deliver(await serve(app), FORM, { headers })).body).toBe(JSON.stringify(payload));
  });

  it.each([
    ['json', BODY],
    ['form', FORM],
  ] as const)('a %s validator has what it validates', async (target, body) => {
    const app = new HonoClass();
    const validate = validator(target, (value) => ({ keys: Object.keys(value) }));
    app.post(PATH, vzapsVerify(open()), validate, (c) => c.json(c.req.valid(target as never)));
    const answer = await deliver(await serve(app), body, { headers: { 'content-type': TYPES[target] } });
    const keys = target === 'form' ? ['jsonData'] : ['version', ...Object.keys(payload as object)];
    expect(JSON.parse(answer.body)).toEqual({ keys });
  });

  it.each([
    ['app.use', [] as ReturnType<typeof reads>[]],
    ['app.use, and something read c.req.text() between them', [reads((req) => req.text())]],
    ['app.use, and something read c.req.text() before both', []],
  ])('vzapsWebhook receives the same bytes: %s', async (name, between) => {
    const app = new HonoClass();
    if (name.endsWith('before both')) app.use(reads((req) => req.text()));
    app.use('*', vzapsVerify(gateway()), vzapsVerify(gateway()), ...between);
    app.post(
      PATH,
      vzapsWebhook(
        gateway().on('Message', (event) => {
          expect(event.text).toBe('olá 😀');
        }),
      ),
    );
    expect(await deliver(await serve(app), BODY, { headers: signed(BODY) })).toMatchObject({ outcome: 'handled' });
  });

  it('the request is still the one that was made: its URL, headers and end', async () => {
    const app = new HonoClass();
    let before: Request | undefined;
    app.use(async (c, next) => {
      before = c.req.raw;
      await next();
    });
    app.post(PATH, vzapsVerify(open()), (c) => {
      const { url, method, headers, signal } = c.req.raw;
      expect([url, method, [...headers]]).toEqual([before?.url, 'POST', [...(before?.headers ?? [])]]);
      expect(signal.aborted).toBe(false);
      return c.text('as it was');
    });
    expect((await deliver(`${await serve(app)}?a=%7e&b`, BODY)).body).toBe('as it was');
  });
});
