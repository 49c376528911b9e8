import { REQUESTS_WAKE_EACH_OTHER } from '../../shared/platform.ts';
import type { WaitingRoom } from '../queue/backlog.ts';

export interface Twins {
  /**
   * Waits for the complete copy: `true` once it came, `false` when the window has passed, `undefined` where it cannot be
   * waited for: too much waits, or the receiver closes.
   */
  wait(key: string, bytes: number): Promise<boolean | undefined>;
  /** A complete copy is here: partial ones that wait are superseded. */
  came(key: string): void;
}

interface Waiter {
  came: boolean;
  wake(): void;
}

/**
 * VZaps can send one message twice: a partial copy that knows only a hidden number (`@lid`), then the complete
 * one (seen). Taking the first loses the phone; taking both answers the person twice. So the partial copy waits.
 */
export function createTwins(windowMs: number, room: WaitingRoom, canWake = REQUESTS_WAKE_EACH_OTHER): Twins {
  const waiting = new Map<string, Set<Waiter>>();

  return {
    async wait(key, bytes) {
      if (windowMs <= 0) return false;
      const waiter: Waiter = { came: false, wake: () => {} };
      const woken = new Promise<void>((resolve) => {
        waiter.wake = resolve;
      });
      const waiters = waiting.get(key) ?? new Set();
      waiting.set(key, waiters.add(waiter));
      const ended = await room.waitSeated(woken, windowMs, bytes);
      waiters.delete(waiter);
      if (waiters.size === 0 && waiting.get(key) === waiters) waiting.delete(key);
      return waiter.came || (ended === 'away' ? undefined : false);
    },
    came(key) {
      for (const waiter of waiting.get(key) ?? []) {
        waiter.came = true;
        // Elsewhere it finds out when its window has passed.
        if (canWake) waiter.wake();
      }
    },
  };
}
