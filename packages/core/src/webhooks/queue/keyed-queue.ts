import type { Heartbeat } from '../../shared/with-timeout.ts';
import type { WaitingRoom } from './backlog.ts';
import { createPlace, lastInside, type Place, untilFirst } from './position.ts';
import { createSlots, type Slot, type Slots } from './semaphore.ts';

export interface Turn {
  /** Whether somebody is before, or all slots were taken. */
  readonly waits: boolean;
  /** `true` once those before have left and a slot is free; `false` when that cannot be waited for any longer. */
  come(heartbeat?: Heartbeat): Promise<boolean>;
  /** Lets the next one through; also before the turn has come. */
  leave(): void;
}

export interface Lanes {
  /** Takes the next place in a lane at once; `undefined` when it would have to wait, and too much waits already. */
  enter(lane: string | undefined, bytes: number): Turn | undefined;
}

export interface LanesOptions {
  /** Handled at once, over all lanes. */
  maxConcurrency: number;
  /** Where events wait. */
  room: WaitingRoom;
  /** How long one turn takes at most, in milliseconds: so long for each that is before is how long one waits. */
  turnMs: number;
  slots?: Slots;
}

/**
 * Order per conversation: one lane each, lanes in parallel. A place is taken in the call itself, so the order is that
 * of the calls.
 */
export function createLanes({
  maxConcurrency,
  room,
  turnMs,
  slots = createSlots(maxConcurrency),
}: LanesOptions): Lanes {
  const tails = new Map<string, Place>();

  return {
    enter(lane, bytes) {
      const before = lane === undefined ? undefined : tails.get(lane);
      const waits = before !== undefined || slots.full;
      if (waits && !room.enter(bytes)) return undefined;
      const place = createPlace(before);
      if (lane !== undefined) tails.set(lane, place);
      let seated = waits;
      let slot: Slot | undefined = waits ? undefined : slots.take();

      const stand = (): void => {
        if (seated) room.leave(bytes);
        seated = false;
      };
      const first = async (): Promise<boolean> => {
        await untilFirst(place);
        if (place.gone) return false;
        slot = slots.take();
        await slot?.mine;
        return slot !== undefined;
      };

      return {
        waits,
        async come(heartbeat) {
          const came = await room.wait(first(), (place.ahead + 1) * turnMs, heartbeat);
          stand();
          if (came) place.ahead = 0;
          return came === true;
        },
        leave() {
          if (place.gone) return;
          place.gone = true;
          stand();
          slot?.free();
          place.leave();
          if (lane === undefined || tails.get(lane) !== place) return;
          const last = lastInside(place);
          if (last) tails.set(lane, last);
          else tails.delete(lane);
        },
      };
    },
  };
}
