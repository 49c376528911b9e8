import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseEvent } from '../../events/index.ts';
import type { EventContext } from '../index.ts';
import { open, post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import { createReceiver } from './create-receiver.ts';
import type { Receiver } from './receiver.ts';

const LIMIT_MS = 30_000;

describe('A handler that waits for itself', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each<[string, (receiver: Receiver) => Promise<unknown>, string]>([
    [
      'dispatch() with another event of its conversation',
      (receiver) => receiver.dispatch(parseEvent(message({ text: 'from the handler' }))),
      'receiver.dispatch() with an event of the same conversation',
    ],
    ['close()', (receiver) => receiver.close(), 'receiver.close()'],
  ])('ends by the timeout, whose message names the cause: it waits for %s', async (_, waitFor, cause) => {
    const signals: AbortSignal[] = [];
    const handled: (string | undefined)[] = [];
    const receiver = createReceiver({ ...open, instanceId: 'VZ1', handlerTimeoutMs: LIMIT_MS });
    receiver.on('Message', async ({ text }, { signal }: EventContext) => {
      handled.push(text);
      if (text === 'from the handler') return;
      signals.push(signal);
      await waitFor(receiver);
    });
    const outcome = receiver.receive(post(message({ text: 'from VZaps' })));
    await vi.advanceTimersByTimeAsync(LIMIT_MS - 1);
    expect(handled).toEqual(['from VZaps']);
    await vi.advanceTimersByTimeAsync(1);
    const error = { code: 'HANDLER_TIMEOUT', message: expect.stringContaining('A handler must not wait for itself') };
    expect(await outcome).toMatchObject({ kind: 'failed', errors: [error] });
    expect(await outcome).toMatchObject({ errors: [{ message: expect.stringContaining(cause) }] });
    expect(signals[0]?.aborted).toBe(true);
  });
});

describe('A handler that blocks the event loop', () => {
  /** This is longer than the time limit of the handlers beside it. */
  const block = (): void => {
    const end = performance.now() + 700;
    while (performance.now() < end);
  };

  it.each([
    ['of the same event', (receiver: Receiver, handler: () => void) => receiver.on('Message', handler)],
    ['of another event', (receiver: Receiver, handler: () => void) => receiver.on('Connected', handler)],
  ])('does not make another handler of the receiver time out: a handler %s', async (_, addBlocking) => {
    const receiver = createReceiver({ ...open, idempotency: false, instanceId: 'VZ1', handlerTimeoutMs: 400 });
    // The handler takes longer than the time that remains after the event loop was blocked, and less than the limit.
    receiver.on('Message', () => new Promise<void>((resolve) => setTimeout(() => setImmediate(resolve), 100)));
    addBlocking(receiver, () => void setTimeout(block, 10));
    const outcomes = await Promise.all([
      receiver.receive(post(message())),
      receiver.receive(post({ type: 'Connected', event: {} })),
    ]);
    expect(outcomes[0]).toMatchObject({ kind: 'handled' });
  });

  it('does not save a handler that is still running after its own time', async () => {
    const receiver = createReceiver({ ...open, idempotency: false, instanceId: 'VZ1', handlerTimeoutMs: 100 });
    receiver.on('Message', () => new Promise<void>(() => {}));
    receiver.on('Message', () => void setTimeout(block, 10));
    const outcome = await receiver.receive(post(message()));
    expect(outcome).toMatchObject({ kind: 'failed', errors: [{ code: 'HANDLER_TIMEOUT' }] });
  });
});
