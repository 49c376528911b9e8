/** What `close()` promises: an end in time, and nothing told or answered after it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseEvent } from '../../events/index.ts';
import type { Claim, IdempotencyStore } from '../idempotency/idempotency-store.ts';
import { memoryStore } from '../idempotency/memory-store.ts';
import type { Outcome } from '../outcome.ts';
import { deferred, open, post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import { hmacSignature } from '../verifiers/hmac-signature.ts';
import { createReceiver } from './create-receiver.ts';
import type { ReceiverOptions } from './receiver.ts';

const hang = () => new Promise<never>(() => {});
const event = () => parseEvent(message());
const verifyBytes = hmacSignature({ secret: 'a secret of thirty-two bytes or more', header: 'x-signature' });

describe('close, of what has not reached a handler', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function* dripping() {
    yield new TextEncoder().encode('{"type":');
    await hang();
  }

  it.each<[string, Partial<ReceiverOptions>, object]>([
    ['a verifier that hangs', { verify: hang }, {}],
    ['a verifier of bytes that hangs', { verify: Object.assign(() => hang(), { needsBytes: true as const }) }, {}],
    ['a body that stops in the middle', {}, { body: dripping }],
    ['a body that never starts', {}, { body: hang }],
    ['a body that never starts, before a verifier that needs it', { verify: verifyBytes }, { body: hang }],
  ])('sends away at once, with 503, what waits for %s', async (_, options, delivery) => {
    const [handler, told] = [vi.fn(), vi.fn()];
    const receiver = createReceiver({ ...open, ...options, onOutcome: ({ kind }) => told(kind) });
    const outcome = receiver.on('Message', handler).receive(post(message(), delivery));
    await vi.advanceTimersByTimeAsync(10);
    const closed = receiver.close();
    expect(await outcome).toMatchObject({ kind: 'overloaded', retryAfter: 5 });
    await vi.advanceTimersByTimeAsync(1);
    await closed;
    expect(told.mock.calls).toEqual([['overloaded']]);
    expect(handler).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('sends away what is verified and read only now, without asking store or inbox', async () => {
    const [claim, add] = [vi.fn(), vi.fn()];
    for (const options of [{ idempotency: { ...memoryStore(), claim } }, { inbox: { add } }]) {
      const receiver = createReceiver({ ...open, ...options }).on('Message', () => {});
      const body = () => {
        receiver.close();
        return JSON.stringify(message());
      };
      expect(await receiver.receive(post('', { body }))).toMatchObject({ kind: 'overloaded' });
    }
    expect([claim, add].map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
  });

  it('outlives what a body or a verifier that nobody waits for any longer may throw', async () => {
    const [body, verified] = [deferred<never>(), deferred<never>()];
    const receivers = [createReceiver(open), createReceiver({ verify: [hang, () => verified.promise] })];
    const outcomes = receivers.map((receiver) => receiver.receive(post('', { body: () => body.promise })));
    await vi.advanceTimersByTimeAsync(10);
    for (const receiver of receivers) receiver.close();
    body.reject(new Error('gone'));
    verified.reject(new Error('gone'));
    expect(await Promise.all(outcomes)).toMatchObject([{ kind: 'overloaded' }, { kind: 'overloaded' }]);
    await vi.advanceTimersByTimeAsync(1);
  });

  it('gives a claim back that is answered only now: its handler does not begin', async () => {
    const answer = deferred<Claim>();
    const release = vi.fn();
    const handler = vi.fn();
    const idempotency = { ...memoryStore(), claim: () => answer.promise, release };
    const receiver = createReceiver({ ...open, idempotency }).on('Message', handler);
    const outcome = receiver.dispatch(parseEvent(message({ id: 'A' })));
    receiver.close();
    answer.resolve({ status: 'claimed', token: '1' });
    expect(await outcome).toMatchObject({ kind: 'overloaded' });
    expect(release).toHaveBeenCalledWith('|A', '1');
    expect(handler).not.toHaveBeenCalled();
  });
});

describe('close, where a store or an inbox hangs', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const claim = () => ({ status: 'claimed' as const, token: '1' });
  const granting = { claim, renew: () => true, complete() {}, release() {} };

  it.each<[string, IdempotencyStore, string]>([
    ['claim', { ...granting, claim: hang }, 'overloaded'],
    ['complete', { ...granting, complete: hang }, 'handled'],
  ])('takes a second where its %s was asked before', async (_, idempotency, kind) => {
    const receiver = createReceiver({ ...open, idempotency }).on('Message', () => {});
    const outcome = receiver.dispatch(event());
    await vi.advanceTimersByTimeAsync(2_000);
    const closed = vi.fn();
    receiver.close().then(closed);
    await vi.advanceTimersByTimeAsync(999);
    expect(closed).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2);
    expect((await outcome).kind).toBe(kind);
    expect(closed).toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('takes a second where the inbox was asked before, and is told what it stored in that time', async () => {
    const stored = deferred<'queued'>();
    const receivers = [hang, () => stored.promise].map((add) => createReceiver({ ...open, inbox: { add } }));
    const outcomes = receivers.map((receiver) => receiver.receive(post(message())));
    await vi.advanceTimersByTimeAsync(10);
    const closed = vi.fn();
    Promise.all(receivers.map((receiver) => receiver.close())).then(closed);
    await vi.advanceTimersByTimeAsync(900);
    stored.resolve('queued');
    await vi.advanceTimersByTimeAsync(101);
    expect(await Promise.all(outcomes)).toMatchObject([{ kind: 'overloaded' }, { kind: 'queued' }]);
    expect(closed).toHaveBeenCalled();
  });

  it('takes what handlers may, and a second, where the end of a handler cannot be noted', async () => {
    const idempotency = { ...granting, complete: hang, release: hang };
    const receiver = createReceiver({ ...open, idempotency, handlerTimeoutMs: 5_000 }).on('Message', hang);
    const outcome = receiver.dispatch(event());
    const closed = vi.fn();
    receiver.close().then(closed);
    await vi.advanceTimersByTimeAsync(5_999);
    expect(closed).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2);
    expect(closed).toHaveBeenCalled();
    expect((await outcome).kind).toBe('failed');
  });

  it('takes two seconds at most where a claim comes late and cannot be given back', async () => {
    const answer = deferred<Claim>();
    const idempotency = { ...memoryStore(), claim: () => answer.promise, release: hang };
    const receiver = createReceiver({ ...open, idempotency }).on('Message', () => {});
    receiver.dispatch(event());
    const closed = vi.fn();
    receiver.close().then(closed);
    await vi.advanceTimersByTimeAsync(999);
    answer.resolve({ status: 'claimed', token: '1' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(closed).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(closed).toHaveBeenCalled();
  });
});

describe('close settles', () => {
  it('after the last outcome was told and whoever waited for it went on, in however many steps', async () => {
    const log: string[] = [];
    const work = deferred();
    const receiver = createReceiver({ ...open, onOutcome: ({ kind }) => log.push(`told ${kind}`) });
    receiver.on('Message', () => work.promise);
    const answer = async (outcome: Promise<Outcome>) => {
      const { kind } = await outcome;
      // A framework has its own promises between the outcome and the bytes of the answer.
      for (let step = 0; step < 50; step += 1) await undefined;
      log.push(`answered ${kind}`);
    };
    answer(receiver.dispatch(event()));
    const closed = receiver.close().then(() => log.push('closed'));
    work.resolve();
    await closed;
    expect(log).toEqual(['told handled', 'answered handled', 'closed']);
  });

  it('after the watchers of onAny have ended', async () => {
    const log: string[] = [];
    const receiver = createReceiver(open).onAny(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      log.push('watched');
    });
    expect((await receiver.dispatch(event())).kind).toBe('unhandled');
    await receiver.close();
    expect(log).toEqual(['watched']);
  });

  it('at once where nothing is under way, and each time that it is asked', async () => {
    const receiver = createReceiver(open).on('Message', () => {});
    await receiver.dispatch(event());
    await receiver.close();
    expect((await receiver.dispatch(event())).kind).toBe('overloaded');
    await Promise.all([receiver.close(), receiver.close()]);
  });
});
