import { REQUESTS_WAKE_EACH_OTHER } from '../../shared/platform.ts';

export interface Slot {
  /** Settles when the slot is yours; absent when it is already. Never rejects. */
  readonly mine: Promise<void> | undefined;
  /** Gives it back, or stops waiting for it. */
  free(): void;
}

export interface Slots {
  readonly full: boolean;
  /** `undefined` when all are taken and nobody could tell that one was freed. */
  take(): Slot | undefined;
}

/** At most `count` at once; who comes later waits in the order of arrival. */
export function createSlots(count: number, canWait: boolean = REQUESTS_WAKE_EACH_OTHER): Slots {
  const queue = new Set<() => void>();
  let taken = 0;

  return {
    get full() {
      return taken >= count;
    },
    take() {
      let wake: () => void = () => {};
      let mine: Promise<void> | undefined;
      if (taken < count) taken += 1;
      else if (!canWait) return undefined;
      else {
        mine = new Promise((resolve) => {
          wake = resolve;
        });
        queue.add(wake);
      }
      return {
        mine,
        free() {
          if (queue.delete(wake)) return;
          const [next] = queue;
          if (next) {
            queue.delete(next);
            next();
          } else taken -= 1;
        },
      };
    },
  };
}
