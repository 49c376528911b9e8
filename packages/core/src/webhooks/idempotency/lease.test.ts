import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createReceiver } from '../receiver/create-receiver.ts';
import { deferred, kinds, open, post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import type { IdempotencyStore } from './idempotency-store.ts';
import { memoryStore } from './memory-store.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const KEY = (id: string) => `|${id}`;
const hang = () => new Promise<never>(() => {});
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
/** A store whose calls are recorded. */
const watched = (store = memoryStore()) => {
  const renew = vi.fn(store.renew as NonNullable<IdempotencyStore['renew']>);
  const complete = vi.fn(store.complete);
  const release = vi.fn(store.release);
  const claim = vi.fn(store.claim);
  return { claim, renew, complete, release };
};

describe('a lease', () => {
  it('is 30 s long, and is renewed each third of it as long as a handler runs', async () => {
    const store = watched();
    const work = deferred();
    const receiver = createReceiver({ ...open, idempotency: store, handlerTimeoutMs: 120_000 }).on(
      'Message',
      () => work.promise,
    );
    const outcome = receiver.receive(post(message({ id: 'A' })));
    await vi.advanceTimersByTimeAsync(9_999);
    expect(store.claim).toHaveBeenCalledWith(KEY('A'), 30_000, false);
    expect(store.renew).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(80_001);
    expect(store.renew).toHaveBeenCalledTimes(9);
    // Another process cannot claim the event.
    expect(await store.claim(KEY('A'), 1_000)).toMatchObject({ status: 'busy' });
    work.resolve();
    expect((await outcome).kind).toBe('handled');
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    [5_000, 5_000],
    [20, 1_000],
  ])(
    'has, with handlerTimeoutMs %i, a length of %i ms: at most as long as handlers may run, and at least a second',
    async (handlerTimeoutMs, leaseMs) => {
      const store = watched();
      const receiver = createReceiver({ ...open, idempotency: store, handlerTimeoutMs }).on('Message', () => {});
      await receiver.receive(post(message({ id: 'A' })));
      expect(store.claim).toHaveBeenCalledWith(KEY('A'), leaseMs, false);
    },
  );

  it('is renewed while its event waits for its position in the conversation', async () => {
    const store = watched();
    const work = deferred();
    const receiver = createReceiver({ ...open, idempotency: store }).on('Message', ({ text }) =>
      text === 'first' ? work.promise : undefined,
    );
    receiver.receive(post(message({ id: 'A', text: 'first' })));
    const second = receiver.receive(post(message({ id: 'B' })));
    await vi.advanceTimersByTimeAsync(11_000);
    expect(store.renew.mock.calls.map(([key]) => key).sort()).toEqual([KEY('A'), KEY('B')]);
    work.resolve();
    expect((await second).kind).toBe('handled');
  });

  it('needs neither timer nor renewal if handlers are synchronous', async () => {
    const store = watched();
    const receiver = createReceiver({ ...open, idempotency: store }).on('Message', () => {});
    const timeout = vi.spyOn(globalThis, 'setTimeout');
    expect((await receiver.receive(post(message()))).kind).toBe('handled');
    expect(timeout).not.toHaveBeenCalled();
  });

  it('covers the wait and the handlers from the start if the store cannot renew', async () => {
    const { renew: _, ...store } = watched();
    const receiver = createReceiver({ ...open, idempotency: store }).on('Message', () => {});
    await receiver.receive(post(message({ id: 'A' })));
    expect(store.claim).toHaveBeenCalledWith(KEY('A'), 60_000, false);
  });

  it('ends by itself if its process crashed', async () => {
    const store = memoryStore();
    await store.claim(KEY('A'), 30_000);
    const receiver = createReceiver({ ...open, idempotency: store }).on('Message', () => {});
    expect((await receiver.receive(post(message({ id: 'A' })))).kind).toBe('busy');
    await vi.advanceTimersByTimeAsync(30_000);
    expect((await receiver.receive(post(message({ id: 'A' })))).kind).toBe('handled');
  });

  it('is renewed at the next interval if a renewal failed, and its event is handled', async () => {
    const store = watched();
    store.renew.mockRejectedValueOnce(new Error('down'));
    const receiver = createReceiver({ ...open, idempotency: store }).on(
      'Message',
      () => new Promise((resolve) => setTimeout(resolve, 29_000)),
    );
    const outcome = receiver.receive(post(message()));
    await vi.advanceTimersByTimeAsync(29_000);
    expect((await outcome).kind).toBe('handled');
    expect(store.renew).toHaveBeenCalledTimes(2);
  });

  it('is renewed at the next interval if a renewal hangs, so no other process gets its event', async () => {
    const store = watched();
    store.renew.mockReturnValueOnce(hang());
    const handler = vi.fn(() => sleep(50_000));
    const options = { ...open, idempotency: store, handlerTimeoutMs: 60_000 };
    const outcome = createReceiver(options)
      .on('Message', handler)
      .receive(post(message({ id: 'A' })));
    await vi.advanceTimersByTimeAsync(45_000);
    const otherProcess = createReceiver(options).on('Message', handler);
    expect((await otherProcess.receive(post(message({ id: 'A' })))).kind).toBe('busy');
    await vi.advanceTimersByTimeAsync(5_000);
    expect((await outcome).kind).toBe('handled');
    expect(handler).toHaveBeenCalledTimes(1);
  });

  it('is not affected by a change of the wall clock', async () => {
    const store = watched();
    const receiver = createReceiver({ ...open, idempotency: store }).on('Message', () => sleep(5_000));
    const outcomes = ['A', 'B'].map((id) => receiver.receive(post(message({ id }))));
    await vi.advanceTimersByTimeAsync(1_000);
    vi.setSystemTime(Date.now() + 86_400_000);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(kinds(await Promise.all(outcomes))).toEqual(['handled', 'handled']);
  });

  it('is a day long if the store cannot renew and handlers have no timeout', async () => {
    const { renew: _, ...store } = watched();
    const receiver = createReceiver({
      ...open,
      idempotency: store,
      handlerTimeoutMs: Number.POSITIVE_INFINITY,
    }).on('Message', () => {});
    expect((await receiver.receive(post(message({ id: 'A' })))).kind).toBe('handled');
    expect(store.claim).toHaveBeenCalledWith(KEY('A'), 86_400_000, false);
  });
});

describe('an event whose lease may end before its handlers do', () => {
  /** Three events of one conversation. The last one waits for the first two. */
  async function handleThree(store: IdempotencyStore, handlerTimeoutMs: number, each: number) {
    const handler = vi.fn(() => sleep(each));
    const receiver = createReceiver({ ...open, idempotency: store, handlerTimeoutMs }).on('Message', handler);
    const outcomes = ['A', 'B', 'C'].map((id) => receiver.receive(post(message({ id }))));
    await vi.advanceTimersByTimeAsync(each * 2);
    return { handler, outcomes: kinds(await Promise.all(outcomes)) };
  }

  it('is busy and is released if the store cannot renew', async () => {
    const { renew: _, ...store } = watched();
    const { handler, outcomes } = await handleThree(store, 1_000, 600);
    expect(outcomes).toEqual(['handled', 'handled', 'busy']);
    expect(handler).toHaveBeenCalledTimes(2);
    expect(await store.claim(KEY('C'), 1)).toMatchObject({ status: 'claimed' });
  });

  it('is busy and is released if no renewal succeeded', async () => {
    const store = watched();
    store.renew.mockRejectedValue(new Error('down'));
    const { handler, outcomes } = await handleThree(store, 30_000, 12_000);
    expect(outcomes).toEqual(['handled', 'handled', 'busy']);
    expect(handler).toHaveBeenCalledTimes(2);
    expect(await store.claim(KEY('C'), 1)).toMatchObject({ status: 'claimed' });
  });

  it('is handled however long it waited if its lease was renewed', async () => {
    const handler = vi.fn(() => sleep(50_000));
    const receiver = createReceiver({ ...open, idempotency: watched(), handlerTimeoutMs: 60_000 }).on(
      'Message',
      handler,
    );
    const outcomes = ['A', 'B', 'C'].map((id) => receiver.receive(post(message({ id }))));
    await vi.advanceTimersByTimeAsync(150_000);
    expect(kinds(await Promise.all(outcomes))).toEqual(['handled', 'handled', 'handled']);
    expect(handler).toHaveBeenCalledTimes(3);
  });

  it('is busy and is released if the claim was answered after the end of the lease', async () => {
    const store = watched();
    const claim = async (...args: Parameters<typeof store.claim>) => {
      const granted = store.claim(...args);
      await sleep(6_000);
      return granted;
    };
    const handler = vi.fn();
    const receiver = createReceiver({ ...open, idempotency: { ...store, claim }, handlerTimeoutMs: 5_000 }).on(
      'Message',
      handler,
    );
    const outcome = receiver.receive(post(message({ id: 'A' })));
    await vi.advanceTimersByTimeAsync(6_000);
    expect((await outcome).kind).toBe('busy');
    expect(store.release).toHaveBeenCalledTimes(1);
    expect(handler).not.toHaveBeenCalled();
  });
});

describe('an event that the store gave to another holder', () => {
  it("is failed, its handler's signal aborts, and the conversation continues", async () => {
    const store = memoryStore();
    const signals: AbortSignal[] = [];
    const renew = (key: string) => key !== KEY('A');
    const receiver = createReceiver({ ...open, idempotency: { ...store, renew } }).on(
      'Message',
      ({ text }, { signal }) => {
        signals.push(signal);
        return text === 'hang' ? hang() : undefined;
      },
    );
    const outcome = receiver.receive(post(message({ id: 'A', text: 'hang' })));
    const next = receiver.receive(post(message({ text: 'next' })));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await outcome).toMatchObject({ kind: 'failed', errors: [{ code: 'LEASE_LOST' }] });
    expect(signals[0]?.reason).toMatchObject({ code: 'LEASE_LOST' });
    expect((await next).kind).toBe('handled');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is busy if it was still waiting for its position in the conversation', async () => {
    const receiver = createReceiver({
      ...open,
      idempotency: { ...memoryStore(), renew: (key) => key !== KEY('B') },
    }).on('Message', () => hang());
    receiver.receive(post(message({ id: 'A' })));
    const second = receiver.receive(post(message({ id: 'B' })));
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await second).kind).toBe('busy');
  });

  it('is failed even if its handler finished, because it could not be completed', async () => {
    const store = memoryStore();
    const receiver = createReceiver({ ...open, idempotency: { ...store, complete: async () => false } }).on(
      'Message',
      () => {},
    );
    expect(await receiver.receive(post(message()))).toMatchObject({
      kind: 'failed',
      errors: [{ code: 'LEASE_LOST' }],
    });
  });

  it('cannot be changed with the old token', async () => {
    const store = memoryStore();
    const old = (await store.claim('a', 1_000)) as { token: string };
    vi.advanceTimersByTime(1_000);
    const fresh = (await store.claim('a', 1_000)) as { token: string };
    expect(store.release('a', old.token)).toBe(false);
    expect(store.complete('a', old.token)).toBe(false);
    expect(store.renew?.('a', old.token, 9_000)).toBe(false);
    expect(await store.claim('a', 1_000)).toMatchObject({ status: 'busy' });
    expect(store.complete('a', fresh.token)).toBe(true);
  });
});

describe('handlerTimeoutMs', () => {
  it('aborts the signal, makes the outcome failed, and releases the claim', async () => {
    const store = watched();
    let signal: AbortSignal | undefined;
    const receiver = createReceiver({ ...open, idempotency: store, handlerTimeoutMs: 20_000 }).on(
      'Message',
      (_, ctx) => {
        signal = ctx.signal;
        return hang();
      },
    );
    const outcome = receiver.receive(post(message({ id: 'A' })));
    await vi.advanceTimersByTimeAsync(19_999);
    expect(signal?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(signal?.reason).toMatchObject({ code: 'HANDLER_TIMEOUT' });
    expect(await outcome).toMatchObject({ kind: 'failed', errors: [{ code: 'HANDLER_TIMEOUT' }] });
    const [key = '', token = ''] = store.release.mock.calls[0] ?? [];
    expect(store.complete(key, token)).toBe(false);
    expect(await store.claim(key, 1_000)).toMatchObject({ status: 'claimed' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not include the time that an event waits for its position', async () => {
    const receiver = createReceiver({ ...open, handlerTimeoutMs: 1_000 }).on('Message', ({ text }) =>
      text === 'hang' ? hang() : new Promise((resolve) => setTimeout(resolve, 900)),
    );
    const hung = ['A', 'B', 'C'].map((id) => receiver.receive(post(message({ id, text: 'hang' }))));
    const last = receiver.receive(post(message({ id: 'D' })));
    await vi.advanceTimersByTimeAsync(3_000);
    expect((await Promise.all(hung)).map(({ kind }) => kind)).toEqual(['failed', 'failed', 'failed']);
    await vi.advanceTimersByTimeAsync(900);
    expect((await last).kind).toBe('handled');
  });

  it('may be longer than a timer can be', async () => {
    const receiver = createReceiver({ ...open, handlerTimeoutMs: Number.POSITIVE_INFINITY }).on(
      'Message',
      () => new Promise((resolve) => setTimeout(resolve, 86_400_000)),
    );
    const outcome = receiver.receive(post(message()));
    await vi.advanceTimersByTimeAsync(86_400_000);
    expect((await outcome).kind).toBe('handled');
  });

  it('limits how long a duplicate waits for the copy that is in flight', async () => {
    const receiver = createReceiver({ ...open, handlerTimeoutMs: 1_000 }).on('Message', ({ text }) =>
      text === 'hang' ? hang() : undefined,
    );
    for (const id of ['A', 'B']) receiver.receive(post(message({ id, text: 'hang' })));
    const waiting = receiver.receive(post(message({ id: 'C' })));
    const duplicate = receiver.receive(post(message({ id: 'C' })));
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await duplicate).kind).toBe('busy');
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await waiting).kind).toBe('handled');
  });
});

describe('a store that hangs', () => {
  it('counts as down after ten seconds, and a claim that it grants later is released', async () => {
    const late = deferred<{ status: 'claimed'; token: string }>();
    const store = { claim: () => late.promise, complete: vi.fn(), release: vi.fn() };
    const handler = vi.fn();
    const receiver = createReceiver({ ...open, idempotency: store }).on('Message', handler);
    const outcome = receiver.receive(post(message({ id: 'A' })));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await outcome).toMatchObject({ kind: 'overloaded', error: { code: 'STORE_TIMEOUT' } });
    late.resolve({ status: 'claimed', token: '1' });
    await vi.advanceTimersByTimeAsync(0);
    expect(store.release).toHaveBeenCalledWith(KEY('A'), '1');
    expect(handler).not.toHaveBeenCalled();
  });

  it('delays the conversation for ten seconds at most if its complete() hangs', async () => {
    const store = { ...memoryStore(), complete: () => new Promise(() => {}) };
    const receiver = createReceiver({ ...open, idempotency: store }).on('Message', () => {});
    const both = [receiver.receive(post(message())), receiver.receive(post(message()))];
    await vi.advanceTimersByTimeAsync(20_000);
    expect((await Promise.all(both)).map(({ kind }) => kind)).toEqual(['handled', 'handled']);
  });
});

describe('a verifier that hangs', () => {
  it('makes the outcome failed after ten seconds, so the delivery stays in the log', async () => {
    const receiver = createReceiver({ verify: hang }).on('Message', () => {});
    const outcome = receiver.receive(post(message()));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await outcome).toMatchObject({
      kind: 'failed',
      errors: [{ code: 'VERIFIER_TIMEOUT', message: expect.stringContaining('The verifier did not answer') }],
    });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not prevent another verifier from accepting', async () => {
    const receiver = createReceiver({ verify: [hang, open.verify] }).on('Message', () => {});
    const outcome = receiver.receive(post(message()));
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await outcome).kind).toBe('handled');
  });
});
