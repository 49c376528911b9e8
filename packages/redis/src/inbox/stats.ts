import { VZapsError } from '@vzaps/core/webhooks';
import type { Redis } from 'ioredis';
import { withReplyTimeout } from '../connection/reply-timeout.ts';
import { runScript } from '../connection/run-script.ts';
import type { WarningHandler } from '../connection/warnings.ts';
import { STATS } from './lua/scripts.generated.ts';

/** How many events are in the inbox, by state. */
export interface InboxStats {
  /** Events that a worker can handle as soon as it is free, or when the events before them are done. */
  waiting: number;
  /** Events whose handlers run now. */
  active: number;
  /** Events that wait for their next attempt, and partial copies that wait for their complete copy. */
  delayed: number;
  /** Dead letters. */
  dead: number;
  /** The age of the oldest event that is waiting, active or delayed, in milliseconds. 0 when there is none. */
  oldestMs: number;
}

/** `waitUntilReady`: waits until the connection can be used. */
export async function readStats(redis: Redis, waitUntilReady: () => Promise<void>, base: string): Promise<InboxStats> {
  const reply = waitUntilReady().then(() => runScript(redis, STATS, base));
  const [waiting = 0, active = 0, delayed = 0, dead = 0, oldestMs = 0] = (await withReplyTimeout(reply)) as number[];
  return { waiting, active, delayed, dead, oldestMs };
}

// The age is checked twice in `stalledAfterMs`, but not more often and not less often than this.
const [MIN_INTERVAL_MS, MAX_INTERVAL_MS] = [100, 30_000];

/** Warns with `INBOX_STALLED` when an event is older than `stalledAfterMs`. Returns a function that stops the check. */
export function startStalledCheck(
  readStats: () => Promise<InboxStats>,
  stalledAfterMs: number,
  warn: WarningHandler,
): () => void {
  const check = async (): Promise<void> => {
    const stats = await readStats();
    if (stats.oldestMs > stalledAfterMs) warn(createStalledWarning(stats));
  };
  // While Redis is down, another warning reports it.
  const intervalMs = Math.min(MAX_INTERVAL_MS, Math.max(MIN_INTERVAL_MS, stalledAfterMs / 2));
  const timer = setInterval(() => check().catch(() => {}), intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}

function createStalledWarning({ oldestMs, waiting, active, delayed }: InboxStats): VZapsError {
  return new VZapsError(
    'INBOX_STALLED',
    `The oldest event in the inbox is ${Math.round(oldestMs / 1_000)} s old (waiting: ${waiting}, active: ${active}, ` +
      `delayed: ${delayed}). Check that a worker runs, that its handlers do not fail or hang, and that ` +
      '`concurrency` is large enough. `stalledAfterMs` sets the age for this warning.',
  );
}
