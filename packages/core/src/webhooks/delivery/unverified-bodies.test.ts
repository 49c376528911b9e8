import { createHmac } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { createReceiver } from '../receiver/create-receiver.ts';
import { post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import { hmacSignature } from '../verifiers/hmac-signature.ts';
import { createUnverifiedBodies } from './unverified-bodies.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

describe('the budget of unverified bodies', () => {
  it('ends the body that has been read longest when it is full', () => {
    const bodies = createUnverifiedBodies(300 * KIB);
    const ended: string[] = [];
    const [a, b, c] = ['a', 'b', 'c'].map((name) => bodies.start(() => ended.push(name)));
    a?.add(100 * KIB);
    b?.add(100 * KIB);
    c?.add(100 * KIB);
    expect(ended).toEqual([]);
    c?.add(1);
    expect(ended).toEqual(['a']);
    b?.release();
    c?.add(100 * KIB);
    expect(ended).toEqual(['a']);
  });

  it('does not end a body under 64 KiB', () => {
    const bodies = createUnverifiedBodies(100 * KIB);
    const endSmall = vi.fn();
    const endLarge = vi.fn();
    bodies.start(endSmall).add(60 * KIB);
    bodies.start(endLarge).add(70 * KIB);
    expect([endSmall.mock.calls.length, endLarge.mock.calls.length]).toEqual([0, 1]);
  });

  it('stops counting a body that was ended', () => {
    const bodies = createUnverifiedBodies(100 * KIB);
    const first = bodies.start(() => {});
    first.add(200 * KIB);
    first.add(200 * KIB);
    first.release();
    const end = vi.fn();
    bodies.start(end).add(100 * KIB);
    expect(end).not.toHaveBeenCalled();
  });
});

describe('a receiver whose verifier needs the body', () => {
  const secret = 'a secret for the gateway';
  const receiver = () =>
    createReceiver({
      verify: hmacSignature({ secret, header: 'x-signature', instanceId: 'VZ1' }),
      bodyLimit: 10 * MIB,
      onOutcome: () => {},
    }).on('Message', () => {});

  it('answers 503 to the oldest body when unverified bodies fill 64 MiB, and still handles a signed message', async () => {
    const target = receiver();
    async function* stalled() {
      for (let i = 0; i < 9; i += 1) yield new Uint8Array(MIB);
      await new Promise(() => {});
    }
    const first = target.receive(post('', { body: stalled() }));
    const others = Array.from({ length: 7 }, () => target.receive(post('', { body: stalled() })));
    expect(await first).toMatchObject({ kind: 'overloaded', retryAfter: expect.any(Number) });

    const body = JSON.stringify(message());
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    const signed = post(body, { headers: { 'x-signature': signature }, body: new TextEncoder().encode(body) });
    expect((await target.receive(signed)).kind).toBe('handled');
    await target.close();
    await Promise.all(others);
  });
});
