import { type Heartbeat, type ShortenTimeout, withTimeout } from '../../shared/with-timeout.ts';

/** Where events wait for their turn, their twin or the copy that runs. Over its bounds they are turned away, not dropped. */
export interface WaitingRoom {
  readonly closed: boolean;
  /** Takes a seat; `false` when too many events or bytes wait already, or it is closed. */
  enter(bytes: number): boolean;
  /** Gives the seat back. */
  leave(bytes: number): void;
  /** Waits; `undefined` when the time is over, the heartbeat stops, or the room closes. */
  wait<T>(work: PromiseLike<T>, milliseconds: number, heartbeat?: Heartbeat): Promise<T | undefined>;
  /** Waits in a seat: `undefined` when the time is over, `'away'` where there is no seat or the room closes. */
  waitSeated<T>(work: PromiseLike<T>, milliseconds: number, bytes: number): Promise<T | 'away' | undefined>;
  /** Sends everybody away at once. */
  close(): void;
}

export function createWaitingRoom(maxEvents: number, maxBytes: number): WaitingRoom {
  const running = new Set<ShortenTimeout>();
  let closed = false;
  let events = 0;
  let bytes = 0;

  const room: WaitingRoom = {
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
    wait(work, milliseconds, heartbeat) {
      if (!closed) return withTimeout(work, milliseconds, { heartbeat, running });
      // How it ends is for nobody now.
      work.then(undefined, () => {});
      return Promise.resolve(undefined);
    },
    async waitSeated(work, milliseconds, size) {
      if (!room.enter(size)) return 'away';
      const given = await room.wait(work, milliseconds).finally(() => room.leave(size));
      return given === undefined && closed ? 'away' : given;
    },
    close() {
      closed = true;
      for (const hurry of [...running]) hurry(0);
    },
  };
  return room;
}
