import { inTime, type Pulse } from '../in-time.ts';

/** Where events wait for their turn, their twin or the copy that runs. Over its bounds they are turned away, not dropped. */
export interface WaitingRoom {
  readonly closed: boolean;
  /** Takes a seat; `false` when too many events or bytes wait already, or it is closed. */
  enter(bytes: number): boolean;
  /** Gives the seat back. */
  leave(bytes: number): void;
  /** Waits; `undefined` when the time is over, the pulse stops, or the room closes. */
  wait<T>(work: PromiseLike<T>, milliseconds: number, pulse?: Pulse): Promise<T | undefined>;
  /** Sends everybody away at once. */
  close(): void;
}

export function createWaitingRoom(maxEvents: number, maxBytes: number): WaitingRoom {
  const stops = new Set<() => void>();
  let closed = false;
  let events = 0;
  let bytes = 0;

  return {
    get closed() {
      return closed;
    },
    enter(size) {
      // One that is larger than the bound may wait alone: it would never come in otherwise.
      if (closed || events >= maxEvents || (events > 0 && bytes + size > maxBytes)) return false;
      events += 1;
      bytes += size;
      return true;
    },
    leave(size) {
      events -= 1;
      bytes -= size;
    },
    async wait(work, milliseconds, pulse) {
      return closed ? undefined : inTime(work, milliseconds, { pulse, stops });
    },
    close() {
      closed = true;
      for (const stop of [...stops]) stop();
    },
  };
}
