import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseEvent } from '../../events/index.ts';
import type { Claim, IdempotencyStore } from '../idempotency/idempotency-store.ts';
import { memoryStore } from '../idempotency/memory-store.ts';
import type { Outcome } from '../outcome.ts';
import { responseOf } from '../response.ts';
import { deferred, open, post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import { hmacSignature } from '../verifiers/hmac-signature.ts';
import { createReceiver } from './create-receiver.ts';
import type { ReceiverOptions } from './receiver-options.ts';

const hang = () => new Promise<never>(() => {});
const event = () => parseEvent(message());
const verifyBytes = hmacSignature({ secret: 'a secret of thirty-two bytes or more', header: 'x-signature' });

describe('close(), for a delivery that has not reached a handler,', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function* stopsInTheMiddle() {
    yield new TextEncoder().encode('{"type":');
    await hang();
  }

  it.each<[string, Partial<ReceiverOptions>, object]>([
    ['a verifier that hangs', { verify: hang }, {}],
    [
      'a verifier with needsBytes that hangs',
      { verify: Object.assign(() => hang(), { needsBytes: true as const }) },
      {},
    ],
    ['a body that stops in the middle', {}, { body: stopsInTheMiddle }],
    ['a body that never starts', {}, { body: hang }],
    ['a body that never starts and that its verifier needs', { verify: verifyBytes }, { body: hang }],
  ])('answers 503 at once if it waits for %s', async (_, options, delivery) => {
    const [handler, onOutcome] = [vi.fn(), vi.fn()];
    const receiver = createReceiver({ ...open, ...options, onOutcome: ({ kind }) => onOutcome(kind) });
    const outcome = receiver.on('Message', handler).receive(post(message(), delivery));
    await vi.advanceTimersByTimeAsync(10);
    const closed = receiver.close();
    expect(await outcome).toMatchObject({ kind: 'overloaded', retryAfter: 5 });
    await vi.advanceTimersByTimeAsync(1);
    await closed;
    expect(onOutcome.mock.calls).toEqual([['overloaded']]);
    expect(handler).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('answers 503 without asking the store or the inbox if its body arrives after that', async () => {
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

  it('ignores a rejection of a verifier or a body that it no longer waits for', async () => {
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

  it('releases a claim that is granted after that, and starts no handler', async () => {
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

describe('close(), if a store or an inbox hangs,', () => {
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
  ])('takes one second if %s was called before', async (_, idempotency, kind) => {
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

  it('takes one second if add was called before, and reports what the inbox stored in that time', async () => {
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

  it('takes handlerTimeoutMs and one second if the store does not answer to release', async () => {
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

  it('takes at most two seconds if a claim is granted late and cannot be released', async () => {
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

describe('close()', () => {
  it('resolves after onOutcome was called and the caller has continued, however many promises that takes', async () => {
    const log: string[] = [];
    const work = deferred();
    const receiver = createReceiver({ ...open, onOutcome: ({ kind }) => log.push(`reported ${kind}`) });
    receiver.on('Message', () => work.promise);
    const answer = async (outcome: Promise<Outcome>) => {
      const { kind } = await outcome;
      // A framework awaits promises of its own between the outcome and the bytes of the response.
      for (let step = 0; step < 50; step += 1) await undefined;
      log.push(`answered ${kind}`);
    };
    answer(receiver.dispatch(event()));
    const closed = receiver.close().then(() => log.push('closed'));
    work.resolve();
    await closed;
    expect(log).toEqual(['reported handled', 'answered handled', 'closed']);
  });

  it('resolves after the watchers of onAny have ended', async () => {
    const log: string[] = [];
    const receiver = createReceiver(open).onAny(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      log.push('watched');
    });
    expect((await receiver.dispatch(event())).kind).toBe('unhandled');
    await receiver.close();
    expect(log).toEqual(['watched']);
  });

  it('resolves at once if nothing is active, and each time that it is called', async () => {
    const receiver = createReceiver(open).on('Message', () => {});
    await receiver.dispatch(event());
    await receiver.close();
    expect((await receiver.dispatch(event())).kind).toBe('overloaded');
    await Promise.all([receiver.close(), receiver.close()]);
  });

  it('adds closing: true and connection: close to the answers to deliveries that come after it', async () => {
    const receiver = createReceiver(open);
    await receiver.close();
    for (const outcome of [await receiver.receive(post(message())), await receiver.dispatch(event())]) {
      expect(outcome).toMatchObject({ kind: 'overloaded', closing: true });
      expect(responseOf(outcome)).toMatchObject({ status: 503, headers: { connection: 'close', 'retry-after': '5' } });
    }
  });

  it('adds closing: true and connection: close to the answers to events that end while it waits', async () => {
    const work = deferred();
    const receiver = createReceiver(open).on('Message', () => work.promise);
    const handled = receiver.dispatch(event());
    const waiting = receiver.dispatch(event());
    const closed = receiver.close();
    work.resolve();
    const outcomes = await Promise.all([handled, waiting]);
    expect(outcomes).toMatchObject([
      { kind: 'handled', closing: true },
      { kind: 'overloaded', closing: true },
    ]);
    expect(outcomes.map((outcome) => responseOf(outcome).headers.connection)).toEqual(['close', 'close']);
    await closed;
  });

  it('adds nothing to the answers before it', async () => {
    const outcome = await createReceiver(open)
      .on('Message', () => {})
      .dispatch(event());
    expect(outcome).not.toHaveProperty('closing');
    expect(responseOf(outcome).headers).not.toHaveProperty('connection');
  });
});
