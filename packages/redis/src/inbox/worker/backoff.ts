/**
 * The time between two attempts. It doubles with each attempt, up to `maxMs`. A random part of up to one half is
 * subtracted, so that events that failed together are not repeated together.
 */
export interface Backoff {
  /** The time before the second attempt, in milliseconds. Default 1 000. */
  baseMs?: number;
  /** The longest time between two attempts, in milliseconds. Default 60 000. */
  maxMs?: number;
}

/** Returns the milliseconds before the next attempt. `attempts` is the number of attempts so far. */
export function backoffDelay(attempts: number, { baseMs = 1_000, maxMs = 60_000 }: Backoff): number {
  return Math.min(baseMs * 2 ** (attempts - 1), maxMs) * (1 - Math.random() / 2);
}
