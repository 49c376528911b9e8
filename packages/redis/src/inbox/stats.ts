import type { Redis } from 'ioredis';
import { withReplyTimeout } from '../connection/reply-timeout.ts';
import { runScript } from '../connection/run-script.ts';
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
