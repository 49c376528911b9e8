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

/** Grants at most `permits` permits at the same time. Later callers wait in the order of their calls. */
export function createSemaphore(permits: number, canWait: boolean = CAN_WAKE_OTHER_REQUESTS): Semaphore {
  const waiting = new Set<() => void>();
  let granted = 0;

  function passOn(): void {
    // Almost always nothing waits. Then no iterator is created.
    const next = waiting.size === 0 ? undefined : waiting.values().next().value;
    if (next) {
      waiting.delete(next);
      next();
    } else granted -= 1;
  }

  // All permits that are granted without a wait are the same object.
  const grantedAtOnce: Permit = { granted: undefined, release: passOn };

  function waitForPermit(): Permit {
    let grant: () => void = () => {};
    const whenGranted = new Promise<void>((resolve) => {
      grant = resolve;
    });
    waiting.add(grant);
    return {
      granted: whenGranted,
      release() {
        if (!waiting.delete(grant)) passOn();
      },
    };
  }

  return {
    get isExhausted() {
      return granted >= permits;
    },
    acquire() {
      if (granted >= permits) return canWait ? waitForPermit() : undefined;
      granted += 1;
      return grantedAtOnce;
    },
  };
}
