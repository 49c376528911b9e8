export interface Slot {
  /** Settles when the slot is yours; absent when it is already. Never rejects. */
  readonly mine: Promise<void> | undefined;
  /** Gives it back, or stops waiting for it. */
  free(): void;
}

/** At most `count` at once; who comes later waits in the order of arrival. */
export function createSlots(count: number): { take(): Slot } {
  const queue = new Set<() => void>();
  let taken = 0;

  return {
    take() {
      let wake: () => void = () => {};
      let mine: Promise<void> | undefined;
      if (taken < count) taken += 1;
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
