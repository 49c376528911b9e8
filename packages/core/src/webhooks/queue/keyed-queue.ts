import { RecentMap } from '../../shared/recent-map.ts';
import type { Heartbeat } from '../../shared/with-timeout.ts';
import type { Backlog } from './backlog.ts';
import { findLastActive, Position, waitForPredecessors } from './position.ts';
import { createSemaphore, type Permit, type Semaphore } from './semaphore.ts';

export interface Job {
  /** Whether a job is in front, or no permit is free. */
  readonly mustWait: boolean;
  /**
   * Waits until all jobs in front are done and a permit is free. Resolves with `false` if the wait took too long, the
   * heartbeat stopped it, or the backlog closed.
   */
  waitUntilNext(heartbeat?: Heartbeat): Promise<boolean>;
  /** Must be called before anything is awaited, so that jobs of other requests may wait for this one on workerd. */
  allowSuccessors(): void;
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
  /** How many jobs may run at the same time, over all keys. */
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
  const queue: Queue = { backlog, jobTimeoutMs, semaphore, lastPositions: new RecentMap() };
  return {
    append(key, bytes) {
      const predecessor = key === undefined ? undefined : queue.lastPositions.get(key);
      const mustWait = predecessor !== undefined || semaphore.isExhausted;
      if (mustWait && !backlog.reserve(bytes)) return undefined;
      const job = new QueuedJob(queue, key, bytes, predecessor, mustWait);
      if (key !== undefined) queue.lastPositions.set(key, job);
      return job;
    },
  };
}

interface Queue {
  readonly backlog: Backlog;
  readonly jobTimeoutMs: number;
  readonly semaphore: Semaphore;
  /** The last position of each key. */
  readonly lastPositions: RecentMap<Position>;
}

class QueuedJob extends Position implements Job {
  declare readonly mustWait: boolean;
  declare private readonly queue: Queue;
  declare private readonly key: string | undefined;
  declare private readonly bytes: number;
  declare private isReserved: boolean;
  declare private permit: Permit | undefined;

  constructor(
    queue: Queue,
    key: string | undefined,
    bytes: number,
    predecessor: Position | undefined,
    mustWait: boolean,
  ) {
    super(predecessor);
    this.queue = queue;
    this.key = key;
    this.bytes = bytes;
    this.mustWait = mustWait;
    this.isReserved = mustWait;
    this.permit = mustWait ? undefined : queue.semaphore.acquire();
  }

  async waitUntilNext(heartbeat?: Heartbeat): Promise<boolean> {
    const { queue } = this;
    const timeoutMs = (this.jobsInFront + 1) * queue.jobTimeoutMs;
    const isNext = (await queue.backlog.waitFor(this.waitForPermit(), timeoutMs, heartbeat)) === true;
    this.releaseBacklog();
    if (isNext) this.jobsInFront = 0;
    return isNext;
  }

  allowSuccessors(): void {
    void this.done;
  }

  override markDone(): void {
    if (this.isDone) return;
    this.releaseBacklog();
    this.permit?.release();
    super.markDone();
    const { key } = this;
    const { lastPositions } = this.queue;
    if (key === undefined || lastPositions.get(key) !== this) return;
    const last = findLastActive(this);
    if (last) lastPositions.set(key, last);
    else lastPositions.delete(key);
  }

  private async waitForPermit(): Promise<boolean> {
    await waitForPredecessors(this);
    if (this.isDone) return false;
    this.permit = this.queue.semaphore.acquire();
    await this.permit?.granted;
    return this.permit !== undefined;
  }

  private releaseBacklog(): void {
    if (this.isReserved) this.queue.backlog.release(this.bytes);
    this.isReserved = false;
  }
}
