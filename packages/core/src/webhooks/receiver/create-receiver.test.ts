import { describe, expect, it, vi } from 'vitest';
import { type EventOf, parseEvent } from '../../events/index.ts';
import type { Outcome } from '../outcome.ts';
import { responseOf } from '../response.ts';
import { open, post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import { createReceiver } from './create-receiver.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('an event that cannot be typed', () => {
  it('is answered 422, unless a handler listens to Unknown', async () => {
    const receiver = createReceiver(open).on('Message', () => {});
    for (const body of [{}, [], 1, 'null', { hello: 1 }, { type: 'Message', event: {} }]) {
      const outcome = await receiver.receive(post(typeof body === 'string' ? body : JSON.stringify(body)));
      expect(outcome.kind).toBe('unprocessable');
    }
    receiver.on('Unknown', () => {});
    expect((await receiver.receive(post({}))).kind).toBe('handled');
  });

  it('is answered 200 if its type is new or has no handler', async () => {
    const receiver = createReceiver(open).on('Message', () => {});
    expect((await receiver.receive(post({ type: 'CallOffer', event: {} }))).kind).toBe('unhandled');
    expect((await receiver.receive(post({ type: 'GroupParticipantsAdd', event: {} }))).kind).toBe('unhandled');
  });
});

describe('handlers', () => {
  it('all run when one throws, and the outcome contains every error', async () => {
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

  it('get an aborted signal if they exceed their time, and the conversation continues', async () => {
    const signals: AbortSignal[] = [];
    // Without a store, because its lease of one second could end on a machine that pauses for so long.
    const receiver = createReceiver({ ...open, idempotency: false, handlerTimeoutMs: 20 }).on(
      'Message',
      (event, { signal }) => {
        signals.push(signal);
        return event.text === 'hang' ? new Promise(() => {}) : undefined;
      },
    );
    const [hanging, next] = await Promise.all([
      receiver.receive(post(message({ text: 'hang' }))),
      receiver.receive(post(message())),
    ]);
    expect(hanging).toMatchObject({ kind: 'failed', errors: [{ code: 'HANDLER_TIMEOUT' }] });
    expect(next.kind).toBe('handled');
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
  });
});

describe('onAny', () => {
  it('sees every verified event, and does not change the outcome', async () => {
    const seen: string[] = [];
    const receiver = createReceiver(open).onAny((event) => {
      seen.push(event.type);
      throw new Error('ignored');
    });
    expect((await receiver.receive(post({ type: 'Connected', event: {} }))).kind).toBe('unhandled');
    expect((await receiver.receive(post({}))).kind).toBe('unprocessable');
    expect(seen).toEqual(['Connected', 'Unknown']);
  });
});

describe('onOutcome', () => {
  it('is called with every outcome and its duration, and its errors are ignored', async () => {
    const seen: unknown[] = [];
    const receiver = createReceiver({
      ...open,
      onOutcome(outcome, { milliseconds }) {
        seen.push(outcome.kind, typeof milliseconds);
        throw new Error('ignored');
      },
    }).on('Message', () => {});
    await receiver.receive(post(message()));
    await receiver.receive(post('', { method: 'GET' }));
    expect(seen).toEqual(['handled', 'number', 'method_not_allowed', 'number']);
  });
});

describe('verify', () => {
  it('verifies and parses a delivery, and neither handles nor remembers it', async () => {
    const handler = vi.fn();
    const receiver = createReceiver(open).on('Message', handler);
    const body = message();
    for (let i = 0; i < 2; i += 1) {
      expect(await receiver.verify(post(body))).toMatchObject({ kind: 'verified', event: { type: 'Message' } });
    }
    expect(handler).not.toHaveBeenCalled();
    expect((await receiver.verify(post('no'))).kind).toBe('malformed');
  });
});

describe('fetch', () => {
  it('takes a Request and returns a Response, also as a function that is taken out of the receiver', async () => {
    const { fetch } = createReceiver(open).on('Message', () => {});
    const response = await fetch(
      new Request('https://x.example/h', { method: 'POST', body: JSON.stringify(message()) }),
    );
    expect([response.status, await response.text()]).toEqual([200, '{"outcome":"handled"}']);
    const get = await fetch(new Request('https://x.example/h'));
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('rejects with RAW_BODY_MISSING if the body was read before', async () => {
    const request = new Request('https://x.example/h', { method: 'POST', body: '{}' });
    await request.text();
    await expect(createReceiver(open).fetch(request)).rejects.toMatchObject({ code: 'RAW_BODY_MISSING' });
  });
});

describe('close', () => {
  it("accepts nothing more, aborts the running handlers' signal, and waits for them", async () => {
    const ends: (() => void)[] = [];
    let aborted = false;
    const receiver = createReceiver(open)
      .on('Message', (_event: EventOf<'Message'>) => new Promise<void>((resolve) => ends.push(resolve)))
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
    const rejected = await receiver.receive(post(message()));
    expect(responseOf(rejected)).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    await settle();
    expect([aborted, closed]).toEqual([true, false]);
    ends[0]?.();
    expect((await running).kind).toBe('handled');
    await closing;
    expect(closed).toBe(true);
  });
});

describe('a receiver that is called wrongly', () => {
  const receiver = createReceiver(open).on('Message', () => {});
  const invalidRequest = expect.objectContaining({ name: 'VZapsError', code: 'INVALID_REQUEST' });

  it.each([undefined, null, 1, 'POST', {}, { method: 'POST' }, { method: 'POST', target: '/' }, { body: '{}' }])(
    'rejects with INVALID_REQUEST if receive() or verify() gets %j',
    async (delivery) => {
      await expect(receiver.receive(delivery as never)).rejects.toEqual(invalidRequest);
      await expect(receiver.verify(delivery as never)).rejects.toEqual(invalidRequest);
    },
  );

  it.each([[undefined], [null], [1], ['Message'], [{}], [[]], [{ event: {} }]])(
    'rejects with INVALID_REQUEST if dispatch() gets %o',
    async (event) => {
      await expect(receiver.dispatch(event as never)).rejects.toEqual(invalidRequest);
    },
  );

  it('accepts null in the place of the options of dispatch()', async () => {
    expect((await receiver.dispatch(parseEvent(message()), null as never)).kind).toBe('handled');
  });
});

describe('a handler', () => {
  it('fails at once if it dispatches its own event, for which it would wait for ever', async () => {
    const dispatched: Outcome[] = [];
    const receiver = createReceiver({ ...open, handlerTimeoutMs: 60_000 }).on('Message', async (event) => {
      const outcome = await receiver.dispatch(event);
      dispatched.push(outcome);
      if (outcome.kind === 'failed') throw outcome.errors[0];
    });
    expect(await receiver.dispatch(parseEvent(message()))).toMatchObject({
      kind: 'failed',
      errors: [{ code: 'INVALID_REQUEST', message: expect.stringContaining('a handler dispatched the event') }],
    });
    expect(dispatched).toMatchObject([{ kind: 'failed' }]);
  });
});
