import { describe, expect, it, vi } from 'vitest';
import { parseEvent } from '../../events/index.ts';
import { memoryStore } from '../idempotency/memory-store.ts';
import { createReceiver } from '../receiver/create-receiver.ts';
import { completeOf, deferred, kinds, open, partialOf } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';

const options = { ...open, instanceId: 'VZ1' };
const force = { force: true };

describe('dispatch() with force', () => {
  it('handles an event again that was handled before, and remembers it after that', async () => {
    const handler = vi.fn();
    const receiver = createReceiver(options).on('Message', handler);
    const event = parseEvent(message());
    const outcomes = [
      await receiver.dispatch(event),
      await receiver.dispatch(event, force),
      await receiver.dispatch(event),
      await receiver.dispatch(event, force),
    ];
    expect(kinds(outcomes)).toEqual(['handled', 'handled', 'duplicate', 'handled']);
    expect(handler).toHaveBeenCalledTimes(3);
  });

  it('handles an event that was never handled like any other event', async () => {
    const receiver = createReceiver(options).on('Message', () => {
      throw new Error('no');
    });
    const event = parseEvent(message());
    expect(kinds([await receiver.dispatch(event, force), await receiver.dispatch(event)])).toEqual([
      'failed',
      'failed',
    ]);
  });

  it('leaves the event handled if the forced run fails', async () => {
    const handler = vi.fn().mockReturnValueOnce(undefined).mockRejectedValueOnce(new Error('no'));
    const receiver = createReceiver(options).on('Message', handler);
    const event = parseEvent(message());
    const outcomes = [
      await receiver.dispatch(event),
      await receiver.dispatch(event, force),
      await receiver.dispatch(event),
    ];
    expect(kinds(outcomes)).toEqual(['handled', 'failed', 'duplicate']);
  });

  it('leaves the event handled if the receiver closes before the forced run starts', async () => {
    const idempotency = memoryStore();
    const work = deferred();
    const receiver = createReceiver({ ...options, idempotency }).on('Message', ({ text }) =>
      text === 'slow' ? work.promise : undefined,
    );
    const event = parseEvent(message({ id: 'A' }));
    await receiver.dispatch(event);
    const slow = receiver.dispatch(parseEvent(message({ text: 'slow' })));
    const forced = receiver.dispatch(event, force);
    await new Promise((resolve) => setTimeout(resolve, 5));
    receiver.close();
    expect((await forced).kind).toBe('overloaded');
    work.resolve();
    await slow;
    expect(await idempotency.claim('VZ1|A', 1_000)).toMatchObject({ status: 'done' });
  });

  it('is busy if another process handles the event', async () => {
    const idempotency = memoryStore();
    await idempotency.claim('VZ1|A', 30_000);
    const handler = vi.fn();
    const receiver = createReceiver({ ...options, idempotency }).on('Message', handler);
    expect((await receiver.dispatch(parseEvent(message({ id: 'A' })), force)).kind).toBe('busy');
    expect(handler).not.toHaveBeenCalled();
  });

  it('waits for a copy that this process handles, and then handles the event again', async () => {
    const work = deferred();
    const handler = vi.fn().mockReturnValueOnce(work.promise);
    const receiver = createReceiver(options).on('Message', handler);
    const event = parseEvent(message());
    const first = receiver.dispatch(event);
    const forced = receiver.dispatch(event, force);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(handler).toHaveBeenCalledTimes(1);
    work.resolve();
    expect(kinds(await Promise.all([first, forced]))).toEqual(['handled', 'handled']);
    expect(handler).toHaveBeenCalledTimes(2);
  });

  it('handles a complete copy after its partial copy was handled', async () => {
    const seen: boolean[] = [];
    const receiver = createReceiver({ ...options, partialWaitMs: 0 }).on('Message', ({ complete }) =>
      seen.push(complete),
    );
    await receiver.dispatch(parseEvent(partialOf('A')));
    expect((await receiver.dispatch(parseEvent(completeOf('A')))).kind).toBe('duplicate');
    expect((await receiver.dispatch(parseEvent(completeOf('A')), force)).kind).toBe('handled');
    expect(seen).toEqual([false, true]);
  });

  it('is overloaded if the store fails to forget the event', async () => {
    const store = memoryStore();
    const error = new Error('down');
    const idempotency = { ...store, forget: () => Promise.reject(error) };
    const receiver = createReceiver({ ...options, idempotency }).on('Message', () => {});
    const event = parseEvent(message());
    await receiver.dispatch(event);
    expect(await receiver.dispatch(event, force)).toMatchObject({ kind: 'overloaded', error });
  });

  it('rejects with INVALID_OPTION if the store has no method forget', async () => {
    const { forget: _, ...idempotency } = memoryStore();
    const receiver = createReceiver({ ...options, idempotency }).on('Message', () => {});
    await expect(receiver.dispatch(parseEvent(message()), force)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining('forget'),
    });
  });

  it('rejects with INVALID_OPTION together with enqueue and an inbox', async () => {
    const receiver = createReceiver({ ...options, inbox: { add: () => 'queued' as const } });
    const both = receiver.dispatch(parseEvent(message()), { force: true, enqueue: true });
    await expect(both).rejects.toMatchObject({ code: 'INVALID_OPTION' });
  });

  it('needs no store that can forget if nothing is remembered', async () => {
    const receiver = createReceiver({ ...options, idempotency: false }).on('Message', () => {});
    expect((await receiver.dispatch(parseEvent(message()), force)).kind).toBe('handled');
  });
});
