import { describe, expect, it, vi } from 'vitest';
import { type EventOf, parseEvent } from '../../events/index.ts';
import type { IdempotencyStore } from '../idempotency/idempotency-store.ts';
import { createReceiver } from '../receiver/create-receiver.ts';
import { responseOf } from '../response.ts';
import { completeOf, kinds, open, partialOf, post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
const storeOf = (claim: IdempotencyStore['claim']): IdempotencyStore => ({ claim, complete() {}, release() {} });

describe('a duplicate', () => {
  it('is recognised by instance and message, so two instances both handle the same message id', async () => {
    const receiver = createReceiver(open).on('Message', () => {});
    const event = parseEvent(message());
    const outcomes = [
      await receiver.dispatch(event, { instanceId: 'VZ1' }),
      await receiver.dispatch(event, { instanceId: 'VZ2' }),
    ];
    expect(kinds(outcomes)).toEqual(['handled', 'handled']);
    expect((await receiver.dispatch(event, { instanceId: 'VZ1' })).kind).toBe('duplicate');
  });

  it('waits for the first copy while that is in flight, and fails if the first copy fails', async () => {
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

  it('is handled again if nothing is remembered', async () => {
    const handler = vi.fn();
    const receiver = createReceiver({ ...open, idempotency: false }).on('Message', handler);
    const body = message();
    await receiver.receive(post(body));
    await receiver.receive(post(body));
    expect(handler).toHaveBeenCalledTimes(2);
  });
});

describe('a receiver', () => {
  it('answers 409 if another process holds the event, and 503 if the store is down', async () => {
    const handler = vi.fn();
    const busy = createReceiver({ ...open, idempotency: storeOf(() => ({ status: 'busy' })) }).on('Message', handler);
    const busyResponse = responseOf(await busy.receive(post(message())));
    expect(busyResponse).toMatchObject({ status: 409, headers: { 'retry-after': '2' } });
    const rejectClaim = () => Promise.reject(new Error('down'));
    const down = createReceiver({ ...open, idempotency: storeOf(rejectClaim) }).on('Message', handler);
    expect(await down.receive(post(message()))).toMatchObject({ kind: 'overloaded', error: new Error('down') });
    expect(handler).not.toHaveBeenCalled();
  });

  it.each([undefined, null, 'claimed', {}, { status: 'locked' }])(
    'answers 503 if the store answers %j to a claim, because the state of the event is unknown',
    async (answer) => {
      for (const claim of [() => answer, async () => answer]) {
        const handler = vi.fn();
        const receiver = createReceiver({ ...open, idempotency: storeOf(claim as never) }).on('Message', handler);
        const outcome = await receiver.receive(post(message()));
        expect(outcome).toMatchObject({ kind: 'overloaded', error: { code: 'INVALID_OPTION' } });
        expect(handler).not.toHaveBeenCalled();
      }
    },
  );

  it('answers 200 when the handlers finished although the store fails to complete the event', async () => {
    const idempotency: IdempotencyStore = {
      claim: () => ({ status: 'claimed', token: '1' }),
      complete: () => Promise.reject(new Error('down')),
      release() {},
    };
    const receiver = createReceiver({ ...open, idempotency }).on('Message', () => {});
    expect((await receiver.receive(post(message()))).kind).toBe('handled');
  });

  it('handles the events of a conversation in the order of their arrival, while other conversations continue', async () => {
    const ends: (() => void)[] = [];
    const started: string[] = [];
    const receiver = createReceiver(open).on('Message', async (event: EventOf<'Message'>) => {
      started.push(event.text ?? '');
      await new Promise<void>((resolve) => ends.push(resolve));
    });
    const all = [
      receiver.receive(post(message({ text: 'a1' }))),
      receiver.receive(post(message({ text: 'a2' }))),
      receiver.receive(post(message({ text: 'b1', chat: '5521999990000@s.whatsapp.net' }))),
    ];
    await settle();
    expect(started).toEqual(['a1', 'b1']);
    ends.shift()?.();
    await settle();
    expect(started).toEqual(['a1', 'b1', 'a2']);
    for (const end of ends) end();
    expect(kinds(await Promise.all(all))).toEqual(['handled', 'handled', 'handled']);
  });
});

describe('a partial and a complete copy', () => {
  const recordingReceiver = (partialWaitMs = 50) => {
    const seen: [string | undefined, boolean][] = [];
    const receiver = createReceiver({ ...open, partialWaitMs }).on('Message', (event) =>
      seen.push([event.phone, event.complete]),
    );
    return { seen, receiver };
  };

  it.each([
    ['partial', [partialOf, completeOf]],
    ['complete', [completeOf, partialOf]],
  ])('lead to one handled complete copy if the %s copy comes first', async (_, copies) => {
    const { receiver, seen } = recordingReceiver();
    const outcomes = await Promise.all(copies.map((copyOf) => receiver.receive(post(copyOf('X1')))));
    expect(kinds(outcomes).sort()).toEqual(['handled', 'superseded']);
    expect(seen).toEqual([['5511999990000', true]]);
  });

  it('lead to a handled partial copy and a duplicate if the complete copy comes too late', async () => {
    const { receiver, seen } = recordingReceiver();
    expect((await receiver.receive(post(partialOf('X2')))).kind).toBe('handled');
    expect((await receiver.receive(post(completeOf('X2')))).kind).toBe('duplicate');
    expect(seen).toEqual([[undefined, false]]);
  });

  it('do not delay other messages of the conversation while the partial copy waits', async () => {
    const { receiver, seen } = recordingReceiver(200);
    const waiting = receiver.receive(post(partialOf('X3')));
    expect((await receiver.receive(post(completeOf('X4')))).kind).toBe('handled');
    expect(seen).toHaveLength(1);
    await waiting;
  });
});
