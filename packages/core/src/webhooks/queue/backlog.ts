import { type Deadline, type Heartbeat, withTimeout } from '../../shared/with-timeout.ts';

/**
 * Counts the events that wait: for their position in a conversation, for a complete copy, or for a copy in flight.
 * Events over its bounds are rejected, not dropped: they are answered 503.
 */
export interface Backlog {
  readonly isClosed: boolean;
  /** The number of events that wait. */
  readonly waiting: number;
  /** Their total size in bytes. */
  readonly waitingBytes: number;
  /** Counts one event. `false` if too many events or bytes wait already, or the backlog is closed. */
  reserve(bytes: number): boolean;
  /** Undoes `reserve`. */
  release(bytes: number): void;
  /** Waits. Resolves with `undefined` if the time is over, the heartbeat stops the wait, or the backlog closes. */
  waitFor<T>(work: PromiseLike<T>, milliseconds: number, heartbeat?: Heartbeat): Promise<T | undefined>;
  /**
   * Waits. Uses the place of one event in the backlog meanwhile. Resolves with `undefined` if the time is over, and
   * with `'rejected'` if there is no room or the backlog closes.
   */
  waitInside<T>(work: PromiseLike<T>, milliseconds: number, bytes: number): Promise<T | 'rejected' | undefined>;
  /** Ends every wait at once, and rejects every later one. */
  close(): void;
}

export function createBacklog(maxEvents: number, maxBytes: number): Backlog {
  const running = new Set<Deadline>();
  let isClosed = false;
  let events = 0;
  let bytes = 0;

  const backlog: Backlog = {
    get isClosed() {
      return isClosed;
    },
    get waiting() {
      return events;
    },
    get waitingBytes() {
      return bytes;
    },
    reserve(size) {
      // An event that is larger than the bound may wait alone. Otherwise it could never be handled.
      if (isClosed || events >= maxEvents || (events > 0 && bytes + size > maxBytes)) return false;
      events += 1;
      bytes += size;
      return true;
    },
    release(size) {
      events -= 1;
      bytes -= size;
    },
    waitFor(work, milliseconds, heartbeat) {
      if (!isClosed) return withTimeout(work, milliseconds, { heartbeat, running });
      // The result is not used any more. A rejection must not become an unhandled one.
      work.then(undefined, () => {});
      return Promise.resolve(undefined);
    },
    async waitInside(work, milliseconds, size) {
      if (!backlog.reserve(size)) return 'rejected';
      const value = await backlog.waitFor(work, milliseconds).finally(() => backlog.release(size));
      return value === undefined && isClosed ? 'rejected' : value;
    },
    close() {
      isClosed = true;
      for (const deadline of [...running]) deadline.shorten(0);
    },
  };
  return backlog;
}
