import { describe, expect, it, vi } from 'vitest';
import { parseEvent } from '../../events/index.ts';
import { createProcessEvent } from '../processing/process-event.ts';
import { createReceiver } from '../receiver/create-receiver.ts';
import { responseOf } from '../response.ts';
import { deferred, kinds, open, partialOf, post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import { createBacklog } from './backlog.ts';
import { createKeyedQueue } from './keyed-queue.ts';

/** Milliseconds. Only a hang takes longer, also on a busy machine. */
const WAIT = { timeout: 60_000 };
const ANA = '5511999990000@s.whatsapp.net';
const BOB = '5521999990000@s.whatsapp.net';

/** A receiver whose handler is busy with the first message of Ana's conversation until `end()` is called. */
function busyReceiver(options: object = {}) {
  const work = deferred();
  const handled: string[] = [];
  const receiver = createReceiver({ ...open, ...options }).on('Message', async ({ text = '' }) => {
    handled.push(text);
    if (text === 'first') await work.promise;
  });
  const receive = (payload: unknown) => receiver.receive(post(payload));
  const first = receive(message({ chat: ANA, text: 'first' }));
  return { receiver, receive, first, handled, end: work.resolve };
}
const fromAna = (text: string) => message({ chat: ANA, text });

describe('the backlog of a receiver', () => {
  it('rejects an event above its limit with 503 and Retry-After, and the event is handled when it comes again', async () => {
    const { receive, first, end, handled } = busyReceiver({ maxWaiting: 1 });
    const second = receive(fromAna('second'));
    const third = fromAna('third');
    const rejected = await receive(third);
    expect(responseOf(rejected)).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
    expect((await receive(message({ chat: BOB, text: 'other' }))).kind).toBe('handled');
    end();
    expect(kinds(await Promise.all([first, second]))).toEqual(['handled', 'handled']);
    expect((await receive(third)).kind).toBe('handled');
    expect(handled).toEqual(['first', 'other', 'second', 'third']);
  });

  it('counts the bytes of the body that was read, or the content-length if a parser read it', async () => {
    const { receiver, receive, end } = busyReceiver({ maxWaitingBytes: 5_000 });
    const waiting = receive(fromAna('x'.repeat(4_000)));
    expect((await receive(fromAna('y'.repeat(4_000)))).kind).toBe('overloaded');
    const { body: _, ...rest } = post('', { parsed: fromAna('z'), headers: { 'content-length': '4500' } });
    expect((await receiver.receive(rest)).kind).toBe('overloaded');
    end();
    expect((await waiting).kind).toBe('handled');
  });

  it('has room again after the copy that a duplicate waited for has failed', async () => {
    const backlog = createBacklog(1, 10_000);
    const processEvent = createProcessEvent({
      handlers: {
        hasHandler: () => true,
        isCalledWith: () => false,
        isUnprocessable: (_event): _event is never => false,
        notifyWatchers() {},
        run: () => Promise.reject(new Error('broke')),
      },
      claimEvent: undefined,
      queue: createKeyedQueue({ maxConcurrency: 1, backlog, jobTimeoutMs: 1_000 }),
      backlog,
      partialWaitMs: 0,
      handlerTimeoutMs: 1_000,
    });
    const event = parseEvent(message({ id: 'A' }));
    const both = await Promise.allSettled([processEvent(event, {}), processEvent(event, {})]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(backlog.reserve(1)).toBe(true);
  });

  it('counts partial copies that wait', async () => {
    const { receive, end } = busyReceiver({ maxWaiting: 2, partialWaitMs: 60 });
    const partials = ['A', 'B'].map((id) => receive(partialOf(id)));
    expect((await receive(partialOf('C'))).kind).toBe('overloaded');
    expect((await receive(message({ chat: BOB }))).kind).toBe('handled');
    end();
    expect(kinds(await Promise.all(partials))).toEqual(['handled', 'handled']);
  });

  it('answers 503 and not 409 to a duplicate that has no room to wait', async () => {
    const work = deferred();
    const receiver = createReceiver({ ...open, maxWaiting: 0 }).on('Message', () => work.promise);
    const event = parseEvent(message());
    const first = receiver.dispatch(event);
    expect(responseOf(await receiver.dispatch(event))).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
    work.resolve();
    expect((await first).kind).toBe('handled');
  });
});

describe('a receiver', () => {
  it('handles at most maxConcurrency conversations at the same time', async () => {
    const ends: (() => void)[] = [];
    let [running, most] = [0, 0];
    const receiver = createReceiver({ ...open, maxConcurrency: 2 }).on('Message', async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => ends.push(resolve));
      running -= 1;
    });
    const chat = (index: number) => `55119999900${index}0@s.whatsapp.net`;
    const outcomes = [0, 1, 2, 3, 4].map((index) => receiver.dispatch(parseEvent(message({ chat: chat(index) }))));
    for (let ended = 0; ended < 5; ended += 1) {
      await vi.waitFor(() => expect(ends.length).toBeGreaterThan(ended), WAIT);
      ends[ended]?.();
    }
    expect(kinds(await Promise.all(outcomes))).toEqual(Array(5).fill('handled'));
    expect(most).toBe(2);
  });

  it("aborts the handlers' signal with the signal that dispatch() was given, and waits for the handlers", async () => {
    const [started, caller] = [deferred<AbortSignal>(), new AbortController()];
    const work = deferred();
    const receiver = createReceiver(open).on('Message', (_, { signal }) => {
      started.resolve(signal);
      return work.promise;
    });
    const outcome = receiver.dispatch(parseEvent(message()), { signal: caller.signal });
    const signal = await started.promise;
    expect(signal.aborted).toBe(false);
    caller.abort('the worker closes');
    expect([signal.aborted, signal.reason]).toEqual([true, 'the worker closes']);
    work.resolve();
    expect((await outcome).kind).toBe('handled');
  });
});
