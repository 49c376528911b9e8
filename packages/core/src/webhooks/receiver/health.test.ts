import { afterEach, describe, expect, it, vi } from 'vitest';
import { memoryStore } from '../idempotency/memory-store.ts';
import { deferred, open, post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import { createReceiver } from './create-receiver.ts';
import { lazyReceiver } from './lazy-receiver.ts';

/** Milliseconds. Only a hang takes longer, also on a busy machine. */
const WAIT = { timeout: 60_000 };
const IDLE = { active: 0, waiting: 0, waitingBytes: 0 };

describe('health()', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('counts what is active and what waits for its conversation', async () => {
    const gate = deferred();
    const receiver = createReceiver(open).on('Message', () => gate.promise);
    expect(receiver.health()).toEqual({ status: 'ok', ...IDLE });
    const body = JSON.stringify(message());
    const outcomes = [
      receiver.receive(post(body)),
      receiver.receive(post(message())),
      receiver.receive(post(message())),
    ];
    await vi.waitFor(() => expect(receiver.health()).toMatchObject({ status: 'ok', active: 3, waiting: 2 }), WAIT);
    expect(receiver.health().waitingBytes).toBeGreaterThanOrEqual(2 * body.length);
    gate.resolve();
    await Promise.all(outcomes);
    expect(receiver.health()).toEqual({ status: 'ok', ...IDLE });
  });

  it('reports degraded for 30 s after the store failed, and names the store', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    let isDown = true;
    const store = memoryStore();
    const claim: typeof store.claim = (...call) => {
      if (isDown) throw new Error('secret of the store');
      return store.claim(...call);
    };
    const receiver = createReceiver({ ...open, idempotency: { ...store, claim } }).on('Message', () => {});
    expect((await receiver.receive(post(message()))).kind).toBe('overloaded');
    expect(receiver.health()).toEqual({ status: 'degraded', cause: 'store', ...IDLE });
    isDown = false;
    expect((await receiver.receive(post(message()))).kind).toBe('handled');
    vi.advanceTimersByTime(29_000);
    expect(receiver.health().status).toBe('degraded');
    vi.advanceTimersByTime(1_000);
    expect(receiver.health()).toEqual({ status: 'ok', ...IDLE });
  });

  it('reports degraded with the cause store if the inbox failed', async () => {
    const receiver = createReceiver({ ...open, inbox: { add: () => Promise.reject(new Error('down')) } });
    await receiver.receive(post(message()));
    expect(receiver.health()).toMatchObject({ status: 'degraded', cause: 'store' });
  });

  it('reports degraded if a bound is reached, and names the limit', async () => {
    const gate = deferred();
    const receiver = createReceiver({ ...open, maxWaiting: 1 }).on('Message', () => gate.promise);
    const outcomes = [1, 2, 3].map(() => receiver.receive(post(message())));
    await vi.waitFor(
      () => expect(receiver.health()).toMatchObject({ status: 'degraded', cause: 'limit', waiting: 1 }),
      WAIT,
    );
    gate.resolve();
    await Promise.all(outcomes);
  });

  it('reports closing after close(), also while a handler still runs', async () => {
    const gate = deferred();
    const receiver = createReceiver(open).on('Message', () => gate.promise);
    const outcome = receiver.receive(post(message()));
    await vi.waitFor(() => expect(receiver.health().active).toBe(1), WAIT);
    const closed = receiver.close();
    expect(receiver.health()).toMatchObject({ status: 'closing', active: 1 });
    gate.resolve();
    await Promise.all([outcome, closed]);
    expect(receiver.health()).toEqual({ status: 'closing', ...IDLE });
  });

  it('does not call the factory of a lazy receiver', async () => {
    const factory = vi.fn(() => createReceiver({ ...open, maxWaiting: 1 }));
    const receiver = lazyReceiver(factory);
    expect(receiver.health()).toEqual({ status: 'ok', ...IDLE });
    expect(factory).not.toHaveBeenCalled();
    await receiver.receive(post(message()));
    await receiver.close();
    expect(receiver.health().status).toBe('closing');
    const unused = lazyReceiver(factory);
    await unused.close();
    expect(unused.health()).toEqual({ status: 'closing', ...IDLE });
  });
});
