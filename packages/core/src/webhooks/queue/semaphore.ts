import { CAN_WAKE_OTHER_REQUESTS } from '../../shared/platform.ts';

export interface Permit {
  /** Settles when the permit is granted. `undefined` if it is granted already. Never rejects. */
  readonly granted: Promise<void> | undefined;
  /** Returns the permit, or stops waiting for it. */
  release(): void;
}

export interface Semaphore {
  readonly isExhausted: boolean;
  /** `undefined` if no permit is free and this platform cannot wake a waiting request. */
  acquire(): Permit | undefined;
}

/** Grants at most `permits` permits at once. Later callers wait in the order of their calls. */
export function createSemaphore(permits: number, canWait: boolean = CAN_WAKE_OTHER_REQUESTS): Semaphore {
  const waiting = new Set<() => void>();
  let granted = 0;

  return {
    get isExhausted() {
      return granted >= permits;
    },
    acquire() {
      let grant: () => void = () => {};
      let whenGranted: Promise<void> | undefined;
      if (granted < permits) granted += 1;
      else if (!canWait) return undefined;
      else {
        whenGranted = new Promise((resolve) => {
          grant = resolve;
        });
        waiting.add(grant);
      }
      return {
        granted: whenGranted,
        release() {
          if (waiting.delete(grant)) return;
          const [next] = waiting;
          if (next) {
            waiting.delete(next);
            next();
          } else granted -= 1;
        },
      };
    },
  };
}
