import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Delivery } from '../delivery/delivery.ts';
import { hmacSignature } from './hmac-signature.ts';
import { standardWebhooks } from './standard-webhooks.ts';

const body = new TextEncoder().encode('{ "a": 1.0, "b": "\\u0061 😀" }');
const post = (headers: Record<string, string>, bytes: Uint8Array = body): Delivery => ({
  method: 'POST',
  target: '/',
  headers,
  body: bytes,
});

describe('hmacSignature', () => {
  const sign = (encoding: 'hex' | 'base64', secret = 'secret') =>
    createHmac('sha256', secret).update(body).digest(encoding);

  it.each([
    ['in hex', { encoding: 'hex' as const }, sign('hex')],
    ['in upper-case hex', { encoding: 'hex' as const }, sign('hex').toUpperCase()],
    ['in base64', { encoding: 'base64' as const }, sign('base64')],
    ['behind a prefix', { prefix: 'sha256=' }, `sha256=${sign('hex')}`],
  ])('accepts a signature %s', async (_, options, signature) => {
    const verify = hmacSignature({ secret: 'secret', header: 'X-Signature', instanceId: 'VZ1', ...options });
    expect(await verify(post({ 'x-signature': signature }))).toEqual({ ok: true, instanceId: 'VZ1' });
  });

  it('refuses another body, another secret, a missing header and another prefix', async () => {
    const verify = hmacSignature({ secret: 'secret', header: 'x-signature', prefix: 'sha256=' });
    const good = { 'x-signature': `sha256=${sign('hex')}` };
    const refused = { ok: false, reason: expect.any(String) };
    expect(await verify(post(good))).toEqual({ ok: true });
    expect(await verify(post(good, body.subarray(1)))).toEqual(refused);
    expect(await verify(post({ 'x-signature': `sha256=${sign('hex', 'other')}` }))).toEqual(refused);
    expect(await verify(post({ 'x-signature': sign('hex') }))).toEqual(refused);
    expect(await verify(post({}))).toEqual(refused);
  });

  it('accepts an old secret of a list, and sets retiredSecret', async () => {
    const verify = hmacSignature({ secret: ['fresh', 'secret'], header: 'x-signature' });
    expect(await verify(post({ 'x-signature': sign('hex') }))).toEqual({ ok: true, retiredSecret: true });
    expect(await verify(post({ 'x-signature': sign('hex', 'fresh') }))).toEqual({ ok: true });
  });

  it('has needsBytes', () => {
    expect(hmacSignature({ secret: 'secret', header: 'x' }).needsBytes).toBe(true);
  });
});

describe('standardWebhooks', () => {
  const key = Buffer.from('a key of twenty-four byte');
  const now = () => Math.floor(Date.now() / 1000);
  const headersOf = (timestamp: number, secret = key) => ({
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,AAAA v1,${createHmac('sha256', secret).update(`msg_1.${timestamp}.`).update(body).digest('base64')}`,
  });
  const verify = standardWebhooks({ secret: `whsec_${key.toString('base64')}` });

  it('accepts one right signature among several', async () => {
    expect(await verify(post(headersOf(now())))).toEqual({ ok: true });
  });

  it('accepts the header names of Svix', async () => {
    const headers = Object.entries(headersOf(now())).map(([name, value]) => [name.replace('webhook-', 'svix-'), value]);
    expect(await verify(post(Object.fromEntries(headers)))).toEqual({ ok: true });
  });

  it('refuses another key, another body, an old timestamp and missing headers', async () => {
    const refused = { ok: false, reason: expect.any(String) };
    expect(await verify(post(headersOf(now(), Buffer.from('another key'))))).toEqual(refused);
    expect(await verify(post(headersOf(now()), body.subarray(1)))).toEqual(refused);
    expect(await verify(post(headersOf(now() - 301)))).toEqual(refused);
    expect(await verify(post(headersOf(now() + 301)))).toEqual(refused);
    expect(await verify(post({ ...headersOf(now()), 'webhook-timestamp': 'NaN' }))).toEqual(refused);
    expect(await verify(post({}))).toEqual(refused);
  });

  it('throws INVALID_OPTION without a key', () => {
    for (const secret of ['', 'whsec_', 'whsec_***', []]) {
      expect(() => standardWebhooks({ secret })).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
    }
  });
});
