/** What waits is bounded, may be conflated, and is sent away when the receiver closes. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseEvent } from '../../events/index.ts';
import { memoryStore } from '../idempotency/memory-store.ts';
import { createDispatch } from '../processing/process-event.ts';
import { createReceiver } from '../receiver/create-receiver.ts';
import { responseOf } from '../response.ts';
import { deferred, kinds, open, partialOf, post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import { createWaitingRoom } from './backlog.ts';
import { createLanes } from './keyed-queue.ts';

afterEach(() => {
  vi.useRealTimers();
});

const ANA = '5511999990000@s.whatsapp.net';
const BOB = '5521999990000@s.whatsapp.net';
const presence = (state: string, from = ANA) => ({ type: 'Presence', state, event: { from } });

/** One conversation behind a handler that runs until it is told to end. */
function behindOne(options: object = {}) {
  const work = deferred();
  const seen: string[] = [];
  const receiver = createReceiver({ ...open, ...options })
    .on('Message', async ({ text = '' }) => {
      seen.push(text);
      if (text === 'first') await work.promise;
    })
    .on(['Presence', 'ChatPresence'], (event) => seen.push(JSON.stringify([event.type, event.sender, stateOf(event)])));
  const receive = (payload: unknown) => receiver.receive(post(payload));
  const first = receive(message({ chat: ANA, text: 'first' }));
  return { receiver, receive, first, seen, end: work.resolve };
}
const stateOf = (event: object) => ('online' in event ? event.online : (event as { state?: unknown }).state);
const inLane = (text: string) => message({ chat: ANA, text });

describe('what waits', () => {
  it('is bounded by events: one more is a 503 with Retry-After, and is handled when it comes again', async () => {
    const { receive, first, end, seen } = behindOne({ maxWaiting: 1 });
    const second = receive(inLane('second'));
    const third = inLane('third');
    const refused = await receive(third);
    expect(responseOf(refused)).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
    expect((await receive(message({ chat: BOB, text: 'elsewhere' }))).kind).toBe('handled');
    end();
    expect(kinds(await Promise.all([first, second]))).toEqual(['handled', 'handled']);
    expect((await receive(third)).kind).toBe('handled');
    expect(seen).toEqual(['first', 'elsewhere', 'second', 'third']);
  });

  it('is bounded by bytes, of the body as it was read or as its header says', async () => {
    const { receiver, receive, end } = behindOne({ maxWaitingBytes: 5_000 });
    const waiting = receive(inLane('x'.repeat(4_000)));
    expect((await receive(inLane('y'.repeat(4_000)))).kind).toBe('overloaded');
    const { body: _, ...rest } = post('', { parsed: inLane('z'), headers: { 'content-length': '4500' } });
    expect((await receiver.receive(rest)).kind).toBe('overloaded');
    end();
    expect((await waiting).kind).toBe('handled');
  });

  it('gives its seat back though the copy that it waited for broke', async () => {
    const room = createWaitingRoom(1, 10_000);
    const dispatch = createDispatch({
      leases: undefined,
      lanes: createLanes({ maxConcurrency: 1, room, turnMs: 1_000 }),
      room,
      conflate: [],
      partialWaitMs: 0,
      handlerTimeoutMs: 1_000,
      handle: () => Promise.reject(new Error('broke')),
    });
    const event = parseEvent(message({ id: 'A' }));
    const both = await Promise.allSettled([dispatch(event, {}), dispatch(event, {})]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(room.enter(1)).toBe(true);
  });

  it('counts partial copies and duplicates, too', async () => {
    const { receive, end } = behindOne({ maxWaiting: 2, partialWaitMs: 60 });
    const partials = ['A', 'B'].map((id) => receive(partialOf(id)));
    expect((await receive(partialOf('C'))).kind).toBe('overloaded');
    expect((await receive(message({ chat: BOB }))).kind).toBe('handled');
    end();
    expect(kinds(await Promise.all(partials))).toEqual(['handled', 'handled']);
  });
});

describe('conflation', () => {
  it('handles only the newest waiting presence of one sender in one conversation', async () => {
    const { receive, first, end, seen } = behindOne({ conflate: ['Presence', 'ChatPresence'] });
    const typing = (state: string) => ({ type: 'ChatPresence', event: { chat: ANA, sender: ANA, state } });
    const waiting = [
      presence('online'),
      typing('composing'),
      inLane('between'),
      presence('offline'),
      typing('paused'),
    ].map(receive);
    end();
    expect(kinds(await Promise.all([first, ...waiting]))).toEqual([
      'handled',
      'superseded',
      'superseded',
      'handled',
      'handled',
      'handled',
    ]);
    expect(seen).toEqual(['first', 'between', `["Presence","${ANA}",false]`, `["ChatPresence","${ANA}","paused"]`]);
    expect((await receive(presence('online'))).kind).toBe('handled');
  });

  it('leaves every event alone unless it is asked for', async () => {
    const { receive, first, end, seen } = behindOne();
    const waiting = [presence('online'), presence('offline')].map(receive);
    end();
    expect(kinds(await Promise.all([first, ...waiting]))).toEqual(['handled', 'handled', 'handled']);
    expect(seen).toHaveLength(3);
  });

  it('skips nothing that has an identity', async () => {
    const { receive, first, end } = behindOne({ conflate: ['Message'] });
    const waiting = [inLane('a'), inLane('b')].map(receive);
    end();
    expect(kinds(await Promise.all([first, ...waiting]))).toEqual(['handled', 'handled', 'handled']);
  });
});

describe('close', () => {
  it('sends away at once what waits, gives its claim back, and settles when the running one has ended', async () => {
    const store = memoryStore();
    const claim = vi.fn(store.claim);
    const idempotency = { ...store, claim };
    const { receiver, receive, first, end, seen } = behindOne({ idempotency, partialWaitMs: 60_000 });
    const second = message({ id: 'B', chat: ANA });
    const waiting = [receive(second), receive(partialOf('C')), receive(second)];
    await vi.waitFor(() => expect(claim).toHaveBeenCalledTimes(2), 30_000);
    const closing = receiver.close();
    expect(kinds(await Promise.all(waiting))).toEqual(['overloaded', 'overloaded', 'overloaded']);
    expect(await store.claim('|B', 1)).toMatchObject({ status: 'claimed' });
    end();
    expect((await first).kind).toBe('handled');
    await closing;
    expect(seen).toEqual(['first']);
  });

  it('takes at most as long as handlers may, though one hangs', async () => {
    vi.useFakeTimers();
    const receiver = createReceiver({ ...open, handlerTimeoutMs: 5_000 }).on('Message', () => new Promise(() => {}));
    const running = receiver.receive(post(message()));
    await vi.advanceTimersByTimeAsync(1_000);
    const closed = vi.fn();
    receiver.close().then(closed);
    await vi.advanceTimersByTimeAsync(3_999);
    expect(closed).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect((await running).kind).toBe('failed');
    await vi.advanceTimersByTimeAsync(1);
    expect(closed).toHaveBeenCalled();
  });
});

describe('a body', () => {
  async function* dripping() {
    yield new TextEncoder().encode('{"type":');
    await new Promise(() => {});
  }

  it.each([
    ['stops in the middle', dripping],
    ['never starts', () => new Promise<never>(() => {})],
  ])('that %s is given up after its time, and leaves no timer', async (_, body) => {
    vi.useFakeTimers();
    const receiver = createReceiver({ ...open, bodyTimeoutMs: 3_000 });
    const outcome = receiver.receive(post('', { body }));
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await outcome).toEqual({ kind: 'malformed', reason: 'the body did not come within 3000 ms' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that was given up is held no longer, though its source stays open', async () => {
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const chunks: WeakRef<Uint8Array>[] = [];
    const chunk = () => {
      const bytes = new Uint8Array(1_000);
      chunks.push(new WeakRef(bytes));
      return bytes;
    };
    async function* body() {
      yield chunk();
      yield chunk();
      await new Promise(() => {});
    }
    const source = body();
    const receiver = createReceiver({ ...open, bodyTimeoutMs: 20 });
    expect((await receiver.receive(post('', { body: source }))).kind).toBe('malformed');
    expect(chunks).toHaveLength(2);
    await vi.waitFor(() => {
      collect();
      // The last one may still be what the loop looks at.
      expect(chunks[0]?.deref()).toBe(undefined);
    }, 30_000);
    expect(source).toBeDefined();
  });
});
