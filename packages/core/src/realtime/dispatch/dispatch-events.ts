import type { VZapsEvent } from '../../events/index.ts';
import type { Outcome } from '../../webhooks/outcome.ts';
import type { RealtimeGivenUp, RealtimeOptions } from '../options.ts';
import { BoundedSet } from './bounded-set.ts';

/** Frames that wait for a free slot. When there are more, the connection is closed, and VZaps sends them again later. */
const [MAX_WAITING, MAX_WAITING_BYTES] = [10_000, 64 * 1024 * 1024];
const MAX_GIVEN_UP = 10_000;

/** Where an event came from, and where its acknowledgement goes. */
export interface EventSource {
  send(text: string): void;
}

export interface RetryPolicy {
  /** How often an event is dispatched again at most. */
  readonly attempts: number;
  readonly baseMs: number;
  readonly maxMs: number;
}

export interface DispatcherParts {
  readonly receiver: RealtimeOptions['receiver'];
  readonly instanceId: string;
  /** Whether settled events are acknowledged. */
  readonly acknowledges: boolean;
  readonly maxUnacked: number;
  readonly retry: RetryPolicy;
  /** An event with an id arrived for the first time, or once more. */
  readonly onArrival: (id: string) => void;
  /** An event with an id needs no further work here. */
  readonly onSettled: (id: string) => void;
  readonly onGivenUp: (event: VZapsEvent, info: RealtimeGivenUp) => void;
  /** The receiver is closing. May be called more than once, and closes this dispatcher. */
  readonly onReceiverClosing: () => void;
}

/** Dispatches events to the receiver, acknowledges them, and dispatches again what was not handled. */
export interface EventDispatcher {
  /** Takes an event. Returns `false` if too many events wait: then it is not taken, and the cursor stays before it. */
  accept(event: VZapsEvent, source: EventSource, bytes: number): boolean;
  /** Resolves when at least half of the room for waiting events is free, or the dispatcher closes. */
  waitForRoom(): Promise<void>;
  /** Resolves when no event of this source waits or is dispatched. Ignores events that wait for their next attempt. */
  waitForSource(source: EventSource): Promise<void>;
  /** Takes no further event and cancels retries. Resolves when running dispatches have ended and are acknowledged. */
  close(): Promise<void>;
}

interface Entry {
  readonly event: VZapsEvent;
  readonly bytes: number;
  /** The connections that brought a copy of this event and have sent no acknowledgement for it yet. */
  readonly sources: Set<EventSource>;
  /** A copy of an event that was given up is dispatched once and reported no more. */
  readonly wasGivenUp: boolean;
  attempts: number;
  timer?: ReturnType<typeof setTimeout>;
}

export function createDispatcher(parts: DispatcherParts): EventDispatcher {
  const { receiver, instanceId, acknowledges, maxUnacked, retry } = parts;
  const { onArrival, onSettled, onGivenUp, onReceiverClosing } = parts;
  const known = new Map<string, Entry>();
  const waiting = new Set<Entry>();
  const running = new Set<Entry>();
  const retrying = new Set<Entry>();
  const givenUp = new BoundedSet(MAX_GIVEN_UP);
  const listeners = new Set<() => void>();
  let waitingBytes = 0;
  let isClosing = false;

  /** Resolves when `isTrue` returns true. It is called after each change. */
  function waitUntil(isTrue: () => boolean): Promise<void> {
    if (isTrue()) return Promise.resolve();
    return new Promise((resolve) => {
      const listener = (): void => {
        if (!isTrue()) return;
        listeners.delete(listener);
        resolve();
      };
      listeners.add(listener);
    });
  }

  function startWaiting(): void {
    for (const entry of waiting) {
      if (isClosing || running.size + retrying.size >= maxUnacked) break;
      waiting.delete(entry);
      waitingBytes -= entry.bytes;
      run(entry);
    }
    for (const listener of [...listeners]) listener();
  }

  async function run(entry: Entry): Promise<void> {
    running.add(entry);
    entry.attempts += 1;
    const outcome = await dispatch(entry.event);
    running.delete(entry);
    if (outcome.closing) onReceiverClosing();
    if (isSettled(outcome)) {
      acknowledge(entry);
      forget(entry);
    } else if (!isClosing) repeatOrGiveUp(entry, outcome);
    startWaiting();
  }

  async function dispatch(event: VZapsEvent): Promise<Outcome> {
    try {
      return await receiver.dispatch(event, { instanceId, enqueue: true });
    } catch (error) {
      return { kind: 'failed', errors: [error], event };
    }
  }

  /** Each acknowledgement goes to the connection that brought the event. */
  function acknowledge({ event, sources }: Entry): void {
    if (event.id === undefined || !acknowledges) return;
    const text = JSON.stringify({ type: 'ack', event_id: event.id });
    for (const source of sources) source.send(text);
    givenUp.delete(event.id);
  }

  function forget({ event, sources }: Entry): void {
    sources.clear();
    if (event.id === undefined) return;
    known.delete(event.id);
    onSettled(event.id);
  }

  function repeatOrGiveUp(entry: Entry, outcome: Outcome): void {
    const { event, attempts, wasGivenUp } = entry;
    if (!wasGivenUp && attempts <= retry.attempts) {
      retrying.add(entry);
      const delayMs = Math.min(retry.maxMs, retry.baseMs * 2 ** (attempts - 1));
      entry.timer = setTimeout(() => {
        retrying.delete(entry);
        run(entry);
      }, delayMs);
      return;
    }
    if (event.id !== undefined) givenUp.add(event.id);
    forget(entry);
    if (!wasGivenUp) onGivenUp(event, { instanceId, eventId: event.id, attempts, outcome });
  }

  return {
    accept(event, source, bytes) {
      if (isClosing) return true;
      const copy = event.id === undefined ? undefined : known.get(event.id);
      if (copy) {
        copy.sources.add(source);
        return true;
      }
      // The cursor must not pass an event that is not taken.
      if (event.id !== undefined) onArrival(event.id);
      if (waiting.size >= MAX_WAITING || (waiting.size > 0 && waitingBytes + bytes > MAX_WAITING_BYTES)) return false;
      const wasGivenUp = event.id !== undefined && givenUp.has(event.id);
      const entry: Entry = { event, bytes, sources: new Set([source]), wasGivenUp, attempts: 0 };
      if (event.id !== undefined) known.set(event.id, entry);
      waiting.add(entry);
      waitingBytes += bytes;
      startWaiting();
      return true;
    },
    waitForRoom: () =>
      waitUntil(() => isClosing || (waiting.size <= MAX_WAITING / 2 && waitingBytes <= MAX_WAITING_BYTES / 2)),
    waitForSource: (source) => waitUntil(() => !hasSource(running, source) && !hasSource(waiting, source)),
    close() {
      isClosing = true;
      for (const { timer } of retrying) clearTimeout(timer);
      retrying.clear();
      waiting.clear();
      known.clear();
      for (const listener of [...listeners]) listener();
      return waitUntil(() => running.size === 0);
    },
  };
}

function hasSource(entries: ReadonlySet<Entry>, source: EventSource): boolean {
  for (const { sources } of entries) if (sources.has(source)) return true;
  return false;
}

/** The outcomes after which an event is acknowledged. Every other one is dispatched again. */
function isSettled({ kind }: Outcome): boolean {
  switch (kind) {
    case 'handled':
    case 'duplicate':
    case 'unhandled':
    case 'superseded':
    case 'queued':
      return true;
    default:
      return false;
  }
}
