import { describe, expect, it, vi } from 'vitest';
import { type EventOf, parseEvent } from '../../events/index.ts';
import type { IdempotencyStore } from '../idempotency/idempotency-store.ts';
import { responseOf } from '../response.ts';
import { completeOf, kinds, open, partialOf, post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import { hmacSignature } from '../verifiers/hmac-signature.ts';
import { createUrlSigner } from '../verifiers/url-signer.ts';
import { createReceiver } from './create-receiver.ts';

/** A handler that waits until it is told to go on. */
function gate() {
  const waiting: (() => void)[] = [];
  const started: string[] = [];
  return {
    started,
    async handler(event: EventOf<'Message'>) {
      started.push(event.text ?? '');
      await new Promise<void>((resolve) => waiting.push(resolve));
    },
    next: () => waiting.shift()?.(),
  };
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('createReceiver', () => {
  it.each([undefined, [], 'secret', [undefined]])('refuses the verifier %j', (verify) => {
    expect(() => createReceiver({ verify: verify as never })).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION' }),
    );
  });

  it('names the nearest event when a handler is for none', () => {
    const receiver = createReceiver(open);
    expect(() => receiver.on('MessageRead' as 'Message', () => {})).toThrow(/Did you mean 'ReadReceipt'/);
    expect(() => receiver.on('All' as 'Message', () => {})).toThrow(/onAny/);
    expect(() => receiver.on('Message', undefined as never)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION' }),
    );
  });
});

describe('a body', () => {
  const receiver = createReceiver({ ...open, bodyLimit: 2_000 }).on('Message', () => {});
  const bytes = new TextEncoder().encode(JSON.stringify(message()));
  async function* streamed(...chunks: Uint8Array[]) {
    yield* chunks;
  }

  it.each([
    ['bytes', bytes],
    ['text', new TextDecoder().decode(bytes)],
    ['chunks', streamed(bytes.subarray(0, 7), bytes.subarray(7))],
    ['a web stream', new Blob([bytes]).stream() as unknown as AsyncIterable<Uint8Array>],
    ['a function', () => streamed(bytes)],
  ])('may be %s', async (_, body) => {
    expect((await receiver.receive(post('', { body }))).kind).toMatch(/handled|duplicate/);
  });

  it('may be what a parser left, as a value, text or bytes', async () => {
    for (const parsed of [message(), JSON.stringify(message()), new TextEncoder().encode(JSON.stringify(message()))]) {
      const { body: _, ...rest } = post('');
      expect((await receiver.receive({ ...rest, parsed })).kind).toBe('handled');
    }
  });

  it('is not asked for when the delivery is refused', async () => {
    const signed = createReceiver({ verify: createUrlSigner({ secret: 'x'.repeat(32) }).verify });
    const body = vi.fn();
    expect((await signed.receive(post('', { body }))).kind).toBe('refused');
    expect(body).not.toHaveBeenCalled();
  });

  it('is dropped as soon as it is too long, and the rest is not asked for', async () => {
    let pulled = 0;
    let ended = false;
    async function* endless() {
      try {
        for (;;) {
          pulled += 1;
          yield new Uint8Array(1_000);
        }
      } finally {
        ended = true;
      }
    }
    expect(await receiver.receive(post('', { body: endless() }))).toEqual({ kind: 'too_large', limit: 2_000 });
    expect([pulled, ended]).toEqual([3, true]);
  });

  it('is not asked for when its content-length is too long', async () => {
    const body = streamed();
    const next = vi.spyOn(body, 'next');
    expect((await receiver.receive(post('', { body, headers: { 'Content-Length': '2001' } }))).kind).toBe('too_large');
    expect(next).not.toHaveBeenCalled();
  });

  it.each([
    [
      'breaks off',
      async function* () {
        yield bytes.subarray(0, 9);
        throw new Error('aborted');
      },
    ],
    ['is empty', () => ''],
    ['is null', () => null],
    ['is no JSON', () => '{"type":'],
    ['has trailing garbage', () => `${JSON.stringify(message())}x`],
  ])('that %s is malformed', async (_, body) => {
    expect((await receiver.receive(post('', { body }))).kind).toBe('malformed');
  });

  it('in a coding that we do not read is refused by that name', async () => {
    for (const headers of [{ 'Content-Encoding': 'gzip' }, new Headers({ 'content-encoding': 'br' })]) {
      expect((await receiver.receive(post(message(), { headers }))).kind).toBe('unsupported_encoding');
    }
    expect((await receiver.receive(post(message(), { headers: { 'content-encoding': 'identity' } }))).kind).toBe(
      'handled',
    );
  });

  it.each([
    ['unsupported_encoding', { 'content-encoding': 'gzip' }],
    ['too_large', { 'content-length': '99999999' }],
  ])('is asked for no body that is refused by its headers: %s', async (kind, headers) => {
    const body = vi.fn(() => Promise.reject(new Error('aborted')));
    expect(await createReceiver(open).receive(post('', { headers, body }))).toMatchObject({ kind });
    expect(body).not.toHaveBeenCalled();
  });

  it('is malformed when a promise of its bytes breaks, as when a stream of them does', async () => {
    const body = () => Promise.reject(new Error('aborted'));
    const outcome = await createReceiver(open).receive(post('', { body }));
    expect(outcome).toMatchObject({ kind: 'malformed', reason: 'the sender went away' });
  });
});

describe('verification', () => {
  const secret = 'a secret of thirty-two bytes or more';
  const signer = createUrlSigner({ secret });
  const target = signer.sign('https://x.example/h', { instanceId: 'VZ1' }).slice('https://x.example'.length);
  const gateway = hmacSignature({ secret, header: 'x-signature' });

  it('lets one of several verifiers be enough, and reads the body only for those that need it', async () => {
    const both = createReceiver({ verify: [gateway, signer.verify] }).on('Message', () => {});
    const { createHmac } = await import('node:crypto');
    const body = JSON.stringify(message());
    const headers = { 'x-signature': createHmac('sha256', secret).update(body).digest('hex') };
    expect((await both.receive(post(body, { headers }))).kind).toBe('handled');
    expect((await both.receive(post(message(), { target }))).kind).toBe('handled');
    expect((await both.receive(post(message()))).kind).toBe('refused');
  });

  it('that needs bytes throws the cure where they are gone, and does not where another verifier passes', async () => {
    const { body: _, ...gone } = post('', { parsed: message(), rawBodyHint: 'Mount it first.' });
    await expect(createReceiver({ verify: gateway }).receive(gone)).rejects.toMatchObject({
      code: 'RAW_BODY_MISSING',
      message: expect.stringContaining('Mount it first.'),
    });
    const both = createReceiver({ verify: [gateway, signer.verify] }).on('Message', () => {});
    expect((await both.receive({ ...gone, target })).kind).toBe('handled');
  });

  it('without anything to read throws the cure, too', async () => {
    const { body: _, ...gone } = post('', { rawBodyHint: 'Mount it first.' });
    await expect(createReceiver(open).receive(gone)).rejects.toMatchObject({ code: 'RAW_BODY_MISSING' });
  });

  it('that breaks is a failure, not a refusal: the delivery stays in the log', async () => {
    const error = new Error('the key server is down');
    const broken = createReceiver({
      verify: () => {
        throw error;
      },
    });
    expect(await broken.receive(post(message()))).toEqual({ kind: 'failed', errors: [error] });
  });

  it('proves the instance; the body only claims one', async () => {
    const seen: unknown[] = [];
    const receiver = createReceiver({ verify: signer.verify }).on('Message', (event, ctx) =>
      seen.push(ctx.instanceId, event.claimedInstanceId),
    );
    const outcome = await receiver.receive(post({ json_data: message(), instance_id: 'VZ2' }, { target }));
    expect(outcome).toMatchObject({ kind: 'handled', instanceId: 'VZ1' });
    expect(seen).toEqual(['VZ1', 'VZ2']);
  });
});

describe('typing', () => {
  it('keeps what cannot be recognised out of 2xx, unless somebody listens to Unknown', async () => {
    const receiver = createReceiver(open).on('Message', () => {});
    for (const body of [{}, [], 1, 'null', { hello: 1 }, { type: 'Message', event: {} }]) {
      expect((await receiver.receive(post(typeof body === 'string' ? body : JSON.stringify(body)))).kind).toBe(
        'unprocessable',
      );
    }
    receiver.on('Unknown', () => {});
    expect((await receiver.receive(post({}))).kind).toBe('handled');
  });

  it('takes a new event type, and a broken event that nobody waits for, as nothing to do', async () => {
    const receiver = createReceiver(open).on('Message', () => {});
    expect((await receiver.receive(post({ type: 'CallOffer', event: {} }))).kind).toBe('unhandled');
    expect((await receiver.receive(post({ type: 'ReadReceipt', event: {} }))).kind).toBe('unhandled');
  });
});

describe('handlers', () => {
  it('all run when one throws, and every error is kept', async () => {
    const ran: number[] = [];
    const receiver = createReceiver(open)
      .on('Message', () => {
        ran.push(1);
        throw new Error('one');
      })
      .on(['Message', 'Presence'], async () => {
        ran.push(2);
        throw new Error('two');
      })
      .on('Message', () => ran.push(3));
    const outcome = await receiver.receive(post(message()));
    expect(outcome).toMatchObject({ kind: 'failed', errors: [new Error('one'), new Error('two')] });
    expect(ran).toEqual([1, 2, 3]);
    expect(responseOf(outcome).body).toBe('{"outcome":"failed"}');
  });

  it('run out of time with their signal aborted, and free the conversation', async () => {
    const signals: AbortSignal[] = [];
    // Without a store: its leases of a second end where the machine stands still for so long.
    const receiver = createReceiver({ ...open, idempotency: false, handlerTimeoutMs: 20 }).on(
      'Message',
      (event, { signal }) => {
        signals.push(signal);
        return event.text === 'hang' ? new Promise(() => {}) : undefined;
      },
    );
    const [hung, next] = await Promise.all([
      receiver.receive(post(message({ text: 'hang' }))),
      receiver.receive(post(message())),
    ]);
    expect(hung).toMatchObject({ kind: 'failed', errors: [{ code: 'HANDLER_TIMEOUT' }] });
    expect(next.kind).toBe('handled');
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
  });

  it('of onAny see everything verified, and change no outcome', async () => {
    const seen: string[] = [];
    const receiver = createReceiver(open).onAny((event) => {
      seen.push(event.type);
      throw new Error('ignored');
    });
    expect((await receiver.receive(post({ type: 'Connected', event: {} }))).kind).toBe('unhandled');
    expect((await receiver.receive(post({}))).kind).toBe('unprocessable');
    expect(seen).toEqual(['Connected', 'Unknown']);
  });

  it('are told of every outcome with its time; what onOutcome throws is ignored', async () => {
    const told: unknown[] = [];
    const receiver = createReceiver({
      ...open,
      onOutcome(outcome, { milliseconds }) {
        told.push(outcome.kind, typeof milliseconds);
        throw new Error('ignored');
      },
    }).on('Message', () => {});
    await receiver.receive(post(message()));
    await receiver.receive(post('', { method: 'GET' }));
    expect(told).toEqual(['handled', 'number', 'method_not_allowed', 'number']);
  });
});

describe('identity', () => {
  it('is that of the instance and the message: two instances both handle one message id', async () => {
    const receiver = createReceiver(open).on('Message', () => {});
    const event = parseEvent(message());
    expect(
      kinds([
        await receiver.dispatch(event, { instanceId: 'VZ1' }),
        await receiver.dispatch(event, { instanceId: 'VZ2' }),
      ]),
    ).toEqual(['handled', 'handled']);
    expect((await receiver.dispatch(event, { instanceId: 'VZ1' })).kind).toBe('duplicate');
  });

  it('makes a duplicate wait for the one that runs, and answer as it does', async () => {
    let fail: (error: Error) => void = () => {};
    const handler = vi.fn(
      () =>
        new Promise((_, reject) => {
          fail = reject;
        }),
    );
    const receiver = createReceiver(open).on('Message', handler);
    const body = message();
    const both = [receiver.receive(post(body)), receiver.receive(post(body))];
    await settle();
    fail(new Error('no'));
    expect(kinds(await Promise.all(both))).toEqual(['failed', 'failed']);
    expect(handler).toHaveBeenCalledTimes(1);
  });

  it('is busy when another process holds the event, and overloaded when the store is down', async () => {
    const store = (claim: IdempotencyStore['claim']): IdempotencyStore => ({ claim, complete() {}, release() {} });
    const handler = vi.fn();
    const busy = createReceiver({ ...open, idempotency: store(() => ({ status: 'busy' })) }).on('Message', handler);
    expect(responseOf(await busy.receive(post(message())))).toMatchObject({
      status: 409,
      headers: { 'retry-after': '2' },
    });
    const down = createReceiver({ ...open, idempotency: store(() => Promise.reject(new Error('down'))) }).on(
      'Message',
      handler,
    );
    expect(await down.receive(post(message()))).toMatchObject({ kind: 'overloaded', error: new Error('down') });
    expect(handler).not.toHaveBeenCalled();
  });

  it.each([undefined, null, 'claimed', {}, { status: 'locked' }])(
    'is overloaded when the store answers %j: nobody knows who has the event',
    async (answer) => {
      for (const claim of [() => answer, async () => answer]) {
        const handler = vi.fn();
        const store = { claim: claim as never, complete() {}, release() {} };
        const receiver = createReceiver({ ...open, idempotency: store }).on('Message', handler);
        const outcome = await receiver.receive(post(message()));
        expect(outcome).toMatchObject({ kind: 'overloaded', error: { code: 'INVALID_OPTION' } });
        expect(handler).not.toHaveBeenCalled();
      }
    },
  );

  it('is done when the handlers are, though the store fails to note it', async () => {
    const idempotency: IdempotencyStore = {
      claim: () => ({ status: 'claimed', token: '1' }),
      complete: () => Promise.reject(new Error('down')),
      release() {},
    };
    expect(
      (
        await createReceiver({ ...open, idempotency })
          .on('Message', () => {})
          .receive(post(message()))
      ).kind,
    ).toBe('handled');
  });

  it('is not remembered without a store', async () => {
    const handler = vi.fn();
    const receiver = createReceiver({ ...open, idempotency: false }).on('Message', handler);
    const body = message();
    await receiver.receive(post(body));
    await receiver.receive(post(body));
    expect(handler).toHaveBeenCalledTimes(2);
  });
});

describe('order', () => {
  it('is that of arrival within a conversation, while others go on', async () => {
    const { handler, started, next } = gate();
    const receiver = createReceiver(open).on('Message', handler);
    const all = [
      receiver.receive(post(message({ text: 'a1' }))),
      receiver.receive(post(message({ text: 'a2' }))),
      receiver.receive(post(message({ text: 'b1', chat: '5521999990000@s.whatsapp.net' }))),
    ];
    await settle();
    expect(started).toEqual(['a1', 'b1']);
    next();
    await settle();
    expect(started).toEqual(['a1', 'b1', 'a2']);
    next();
    next();
    expect(kinds(await Promise.all(all))).toEqual(['handled', 'handled', 'handled']);
  });
});

describe('twins', () => {
  const receiverOf = (partialWaitMs = 50) => {
    const seen: [string | undefined, boolean][] = [];
    const receiver = createReceiver({ ...open, partialWaitMs }).on('Message', (event) =>
      seen.push([event.phone, event.complete]),
    );
    return { seen, receiver };
  };

  it('give the complete copy, whichever comes first', async () => {
    for (const order of [
      [partialOf, completeOf],
      [completeOf, partialOf],
    ]) {
      const { receiver, seen } = receiverOf();
      const [first, second] = order;
      const outcomes = await Promise.all([
        receiver.receive(post(first?.('X1'))),
        receiver.receive(post(second?.('X1'))),
      ]);
      expect(kinds(outcomes).sort()).toEqual(['handled', 'superseded']);
      expect(seen).toEqual([['5511999990000', true]]);
    }
  });

  it('give the partial copy when the complete one does not come, and it then is the one', async () => {
    const { receiver, seen } = receiverOf();
    expect((await receiver.receive(post(partialOf('X2')))).kind).toBe('handled');
    expect((await receiver.receive(post(completeOf('X2')))).kind).toBe('duplicate');
    expect(seen).toEqual([[undefined, false]]);
  });

  it('do not hold up the conversation while a partial copy waits', async () => {
    const { receiver, seen } = receiverOf(200);
    const waiting = receiver.receive(post(partialOf('X3')));
    expect((await receiver.receive(post(completeOf('X4')))).kind).toBe('handled');
    expect(seen).toHaveLength(1);
    await waiting;
  });
});

describe('open', () => {
  it('verifies and types, and neither handles nor remembers', async () => {
    const handler = vi.fn();
    const receiver = createReceiver(open).on('Message', handler);
    const body = message();
    for (let i = 0; i < 2; i += 1)
      expect(await receiver.verify(post(body))).toMatchObject({ kind: 'verified', event: { type: 'Message' } });
    expect(handler).not.toHaveBeenCalled();
    expect((await receiver.verify(post('no'))).kind).toBe('malformed');
  });
});

describe('fetch', () => {
  it('is bound, and speaks Request and Response', async () => {
    const { fetch } = createReceiver(open).on('Message', () => {});
    const response = await fetch(
      new Request('https://x.example/h', { method: 'POST', body: JSON.stringify(message()) }),
    );
    expect([response.status, await response.text()]).toEqual([200, '{"outcome":"handled"}']);
    const get = await fetch(new Request('https://x.example/h'));
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('says so when the body was read before', async () => {
    const request = new Request('https://x.example/h', { method: 'POST', body: '{}' });
    await request.text();
    await expect(createReceiver(open).fetch(request)).rejects.toMatchObject({ code: 'RAW_BODY_MISSING' });
  });
});

describe('close', () => {
  it('takes nothing more, aborts the signal of who runs, and waits for them', async () => {
    const { handler, next } = gate();
    let aborted = false;
    const receiver = createReceiver(open)
      .on('Message', handler)
      .on('Message', (_, { signal }) => {
        signal.addEventListener('abort', () => {
          aborted = true;
        });
      });
    const running = receiver.receive(post(message()));
    await settle();
    let closed = false;
    const closing = receiver.close().then(() => {
      closed = true;
    });
    expect(responseOf(await receiver.receive(post(message())))).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
    });
    await settle();
    expect([aborted, closed]).toEqual([true, false]);
    next();
    expect((await running).kind).toBe('handled');
    await closing;
    expect(closed).toBe(true);
  });
});
