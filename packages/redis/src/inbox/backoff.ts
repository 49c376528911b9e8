/** Doubles with each attempt, up to `maxMs`, less up to a half by chance: what failed together comes back apart. */
export interface Backoff {
  /** Before the second attempt, in milliseconds. Default 1 000. */
  baseMs?: number;
  /** Default 60 000. */
  maxMs?: number;
}

/** Milliseconds until the next attempt, after so many. */
export function delayAfter(attempts: number, { baseMs = 1_000, maxMs = 60_000 }: Backoff): number {
  return Math.min(baseMs * 2 ** (attempts - 1), maxMs) * (1 - Math.random() / 2);
}
