import { createSlots, type Slot } from './slots.ts';

export interface Turn {
  /** Settles when those before have left and a slot is free; absent when that is now. Never rejects. */
  readonly come: Promise<void> | undefined;
  /** Lets the next one through; also before the turn has come. */
  leave(): void;
}

export interface Lanes {
  /** Takes the next place in a lane at once; `undefined` when too many wait already. */
  enter(lane: string | undefined): Turn | undefined;
}

/**
 * Order per conversation: one lane each, lanes in parallel, at most `maxConcurrency` handled at once and at most
 * `maxWaiting` waiting for that. A place is taken in the call itself, so the order is that of the calls.
 */
export function createLanes(maxConcurrency: number, maxWaiting: number): Lanes {
  const slots = createSlots(maxConcurrency);
  const tails = new Map<string, Promise<void>>();
  let inside = 0;

  return {
    enter(lane) {
      if (inside >= maxConcurrency + maxWaiting) return undefined;
      inside += 1;
      let gone = false;
      let slot: Slot | undefined;
      let leaves: () => void = () => {};
      const left = new Promise<void>((resolve) => {
        leaves = resolve;
      });
      const before = lane === undefined ? undefined : tails.get(lane);
      if (lane !== undefined) {
        // Who leaves before the turn has come lets nobody overtake: the next one follows the one before as well.
        const tail: Promise<void> = (before ? Promise.all([before, left]) : left).then(() => {
          if (tails.get(lane) === tail) tails.delete(lane);
        });
        tails.set(lane, tail);
      }
      const proceed = (): Promise<void> | undefined => {
        if (gone) return undefined;
        slot = slots.take();
        return slot.mine;
      };
      return {
        come: before ? before.then(proceed) : proceed(),
        leave() {
          if (gone) return;
          gone = true;
          inside -= 1;
          slot?.free();
          leaves();
        },
      };
    },
  };
}
