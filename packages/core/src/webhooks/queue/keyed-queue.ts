import type { Heartbeat } from '../../shared/with-timeout.ts';
import type { Backlog } from './backlog.ts';
import { createPosition, findLastActive, type Position, waitForPredecessors } from './position.ts';
import { createSemaphore, type Permit, type Semaphore } from './semaphore.ts';

export interface Job {
  /** Whether a job is in front, or no permit is free. */
  readonly mustWait: boolean;
  /**
   * Waits until all jobs in front are done and a permit is free. Resolves with `false` if the wait took too long, the
   * heartbeat stopped it, or the backlog closed.
   */
  waitUntilNext(heartbeat?: Heartbeat): Promise<boolean>;
  /** Lets the next job start. May be called before this job could start, and more than once. */
  markDone(): void;
}

export interface KeyedQueue {
  /**
   * Appends a job to the queue of `key` in the call itself, so the order is that of the calls. A job without a key has
   * no job in front. Returns `undefined` if the job would have to wait and the backlog has no room.
   */
  append(key: string | undefined, bytes: number): Job | undefined;
}

export interface KeyedQueueOptions {
  /** How many jobs may run at once, over all keys. */
  maxConcurrency: number;
  backlog: Backlog;
  /** How long one job takes at most, in milliseconds. A job waits so long for each job in front. */
  jobTimeoutMs: number;
  semaphore?: Semaphore;
}

/** Runs the jobs of one key one after the other, and the jobs of different keys side by side. */
export function createKeyedQueue({
  maxConcurrency,
  backlog,
  jobTimeoutMs,
  semaphore = createSemaphore(maxConcurrency),
}: KeyedQueueOptions): KeyedQueue {
  const lastPositions = new Map<string, Position>();

  return {
    append(key, bytes) {
      const predecessor = key === undefined ? undefined : lastPositions.get(key);
      const mustWait = predecessor !== undefined || semaphore.isExhausted;
      if (mustWait && !backlog.reserve(bytes)) return undefined;
      const position = createPosition(predecessor);
      if (key !== undefined) lastPositions.set(key, position);
      let isReserved = mustWait;
      let permit: Permit | undefined = mustWait ? undefined : semaphore.acquire();

      const releaseBacklog = (): void => {
        if (isReserved) backlog.release(bytes);
        isReserved = false;
      };
      const waitForPermit = async (): Promise<boolean> => {
        await waitForPredecessors(position);
        if (position.isDone) return false;
        permit = semaphore.acquire();
        await permit?.granted;
        return permit !== undefined;
      };

      return {
        mustWait,
        async waitUntilNext(heartbeat) {
          const timeoutMs = (position.jobsInFront + 1) * jobTimeoutMs;
          const isNext = (await backlog.waitFor(waitForPermit(), timeoutMs, heartbeat)) === true;
          releaseBacklog();
          if (isNext) position.jobsInFront = 0;
          return isNext;
        },
        markDone() {
          if (position.isDone) return;
          position.isDone = true;
          releaseBacklog();
          permit?.release();
          position.resolveDone();
          if (key === undefined || lastPositions.get(key) !== position) return;
          const last = findLastActive(position);
          if (last) lastPositions.set(key, last);
          else lastPositions.delete(key);
        },
      };
    },
  };
}
