import { createHmac } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { createReceiver } from '../receiver/create-receiver.ts';
import { open, post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import { hmacSignature } from './hmac-signature.ts';
import { createUrlSigner } from './url-signer.ts';

const secret = 'a secret of thirty-two bytes or more';
const signer = createUrlSigner({ secret });
const target = signer.sign('https://x.example/h', { instanceId: 'VZ1' }).slice('https://x.example'.length);
const gateway = hmacSignature({ secret, header: 'x-signature' });

describe('a receiver with several verifiers', () => {
  it('accepts a delivery that one of them accepts', async () => {
    const both = createReceiver({ verify: [gateway, signer.verify] }).on('Message', () => {});
    const body = JSON.stringify(message());
    const headers = { 'x-signature': createHmac('sha256', secret).update(body).digest('hex') };
    expect((await both.receive(post(body, { headers }))).kind).toBe('handled');
    expect((await both.receive(post(message(), { target }))).kind).toBe('handled');
    expect((await both.receive(post(message()))).kind).toBe('refused');
  });

  it('throws RAW_BODY_MISSING with the hint only if no verifier accepts without the bytes', async () => {
    const { body: _, ...consumed } = post('', { parsed: message(), rawBodyHint: 'Mount it first.' });
    await expect(createReceiver({ verify: gateway }).receive(consumed)).rejects.toMatchObject({
      code: 'RAW_BODY_MISSING',
      message: expect.stringContaining('Mount it first.'),
    });
    const both = createReceiver({ verify: [gateway, signer.verify] }).on('Message', () => {});
    expect((await both.receive({ ...consumed, target })).kind).toBe('handled');
  });
});

describe('a receiver', () => {
  it('throws RAW_BODY_MISSING if there is nothing left to read', async () => {
    const { body: _, ...consumed } = post('', { rawBodyHint: 'Mount it first.' });
    await expect(createReceiver(open).receive(consumed)).rejects.toMatchObject({ code: 'RAW_BODY_MISSING' });
  });

  it('answers failed and not refused if a verifier throws, so that the delivery stays in the log', async () => {
    const error = new Error('the key server is down');
    const broken = createReceiver({
      verify: () => {
        throw error;
      },
    });
    expect(await broken.receive(post(message()))).toEqual({ kind: 'failed', errors: [error] });
  });

  it('passes on the instance that the verifier confirmed, and not the one that the body claims', async () => {
    const seen: unknown[] = [];
    const receiver = createReceiver({ verify: signer.verify }).on('Message', (event, ctx) =>
      seen.push(ctx.instanceId, event.claimedInstanceId),
    );
    const outcome = await receiver.receive(post({ json_data: message(), instance_id: 'VZ2' }, { target }));
    expect(outcome).toMatchObject({ kind: 'handled', instanceId: 'VZ1' });
    expect(seen).toEqual(['VZ1', 'VZ2']);
  });

  it.each([
    [undefined],
    [null],
    [true],
    ['ok'],
    [1],
    [{}],
    [{ ok: 'true' }],
    [{ ok: 'false' }],
    [{ ok: 1 }],
    [{ ok: Promise.resolve(true) }],
    [{ ok: Promise.resolve(false) }],
    [{ ok: new Boolean(true) }],
    [{ instanceId: 'VZ1' }],
  ])('refuses a delivery if its verifier returns %o (case %#), because only `ok: true` accepts', async (result) => {
    for (const verify of [() => result, async () => result]) {
      for (const needsBytes of [undefined, true]) {
        const verifier = Object.assign(verify.bind(undefined), needsBytes && { needsBytes }) as never;
        const handler = vi.fn();
        const receiver = createReceiver({ verify: verifier, onOutcome() {} }).on('Message', handler);
        expect((await receiver.receive(post(message()))).kind).toBe('refused');
        expect((await receiver.verify(post(message()))).kind).toBe('refused');
        const request = new Request('https://x.example/h', { method: 'POST', body: JSON.stringify(message()) });
        expect((await receiver.fetch(request)).status).toBe(401);
        expect(handler).not.toHaveBeenCalled();
      }
    }
  });

  it.each([{ instanceId: '' }, { instanceId: 7 }, { instanceId: null }, { retiredSecret: 'no' }])(
    'ignores a property of the wrong type in the result { ok: true, ...%j } of a verifier',
    async (result) => {
      const verify = () => ({ ok: true, ...result }) as never;
      const outcome = await createReceiver({ verify, instanceId: 'VZ1' }).receive(post(message()));
      expect(outcome).toMatchObject({ kind: 'unhandled', instanceId: 'VZ1' });
      expect(outcome).not.toHaveProperty('retiredSecret');
    },
  );
});
