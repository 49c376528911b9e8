const MINUTE_MS = 60_000;

/** The wait after the second, third, … delivery of an event. The last wait is used for all further ones. */
const WAITS_MS = [5 * MINUTE_MS, 15 * MINUTE_MS, 60 * MINUTE_MS, 240 * MINUTE_MS];

interface Attempts {
  /** Deliveries so far. */
  readonly attempts: number;
  readonly lastAttemptAt: number | undefined;
  /** The time of the delivery. */
  readonly time: number | undefined;
}

/** Whether a failed delivery may be retried now. A delivery with unknown times is due. */
export function isDue({ attempts, lastAttemptAt, time }: Attempts, graceMs: number, now: number): boolean {
  if (time !== undefined && now - time < graceMs) return false;
  // The first retry needs no wait after the first delivery.
  if (attempts < 2 || lastAttemptAt === undefined) return true;
  const waitMs = WAITS_MS[Math.min(attempts - 2, WAITS_MS.length - 1)] ?? 0;
  return now - lastAttemptAt >= waitMs;
}
