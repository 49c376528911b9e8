import { CAN_WAKE_OTHER_REQUESTS } from '../../shared/platform.ts';
import type { Backlog } from '../queue/backlog.ts';

export interface PartialCopies {
  /**
   * Lets a partial copy wait. Resolves with `true` once the complete copy arrived, with `false` when the wait is over,
   * and with `undefined` if the backlog has no room or closes.
   */
  waitForComplete(key: string, bytes: number): Promise<boolean | undefined>;
  /** Ends the wait of every partial copy with this key. */
  announceComplete(key: string): void;
}

interface Waiter {
  completeArrived: boolean;
  wake(): void;
}

/**
 * VZaps can deliver a message twice: first a partial copy that knows only a hidden number (`@lid`), then a complete copy
 * (seen). If the receiver handled the partial copy at once, the phone would be lost. If it handled both, the person would
 * be answered twice. So the partial copy waits.
 */
export function createPartialCopies(
  waitMs: number,
  backlog: Backlog,
  canWake = CAN_WAKE_OTHER_REQUESTS,
): PartialCopies {
  const waitersByKey = new Map<string, Set<Waiter>>();

  return {
    async waitForComplete(key, bytes) {
      if (waitMs <= 0) return false;
      const waiter: Waiter = { completeArrived: false, wake: () => {} };
      const woken = new Promise<void>((resolve) => {
        waiter.wake = resolve;
      });
      const waiters = waitersByKey.get(key) ?? new Set();
      waitersByKey.set(key, waiters.add(waiter));
      const result = await backlog.waitInside(woken, waitMs, bytes);
      waiters.delete(waiter);
      if (waiters.size === 0 && waitersByKey.get(key) === waiters) waitersByKey.delete(key);
      return waiter.completeArrived || (result === 'rejected' ? undefined : false);
    },
    announceComplete(key) {
      if (waitersByKey.size === 0) return;
      for (const waiter of waitersByKey.get(key) ?? []) {
        waiter.completeArrived = true;
        // Where this request cannot wake another one, the other one finds out when its wait is over.
        if (canWake) waiter.wake();
      }
    },
  };
}
