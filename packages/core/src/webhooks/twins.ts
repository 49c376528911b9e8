export interface Twins {
  /** Waits for the complete copy: `true` once it came, `false` when the window has passed. */
  wait(key: string): Promise<boolean>;
  /** A complete copy is here: partial ones that wait, and those that come while it is handled, are superseded. */
  came(key: string): void;
  /** The complete copy was handled, or failed. */
  gone(key: string): void;
}

/**
 * VZaps can send one message twice: a partial copy that knows only a hidden number (`@lid`), then the complete
 * one (seen). Taking the first loses the phone; taking both answers the person twice. So the partial copy waits.
 */
export function createTwins(windowMs: number): Twins {
  const waiting = new Map<string, Set<(complete: boolean) => void>>();
  // Never two of one key: a second complete copy follows the first.
  const present = new Set<string>();

  return {
    wait(key) {
      if (present.has(key)) return Promise.resolve(true);
      if (windowMs <= 0) return Promise.resolve(false);
      return new Promise((resolve) => {
        const waiters = waiting.get(key) ?? new Set();
        waiting.set(key, waiters);
        const timer = setTimeout(() => answer(false), windowMs);
        const answer = (complete: boolean): void => {
          clearTimeout(timer);
          waiters.delete(answer);
          if (waiters.size === 0) waiting.delete(key);
          resolve(complete);
        };
        waiters.add(answer);
      });
    },
    came(key) {
      present.add(key);
      for (const answer of waiting.get(key) ?? []) answer(true);
    },
    gone(key) {
      present.delete(key);
    },
  };
}
