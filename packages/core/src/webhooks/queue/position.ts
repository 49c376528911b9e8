/** The position of a job in a queue. */
export class Position {
  isDone = false;
  /** The largest possible number of jobs in front of this one. Some of them may have left the queue. */
  declare jobsInFront: number;
  /** The job that must be done before this one. */
  declare predecessor: Position | undefined;
  private promise: Promise<void> | undefined;
  private resolve: (() => void) | undefined;

  constructor(predecessor: Position | undefined) {
    this.predecessor = predecessor;
    this.jobsInFront = predecessor ? predecessor.jobsInFront + 1 : 0;
  }

  /**
   * Settles when the job is done. Created at the first access, because most jobs have no successor. On workerd the request
   * of the job must make the first access, since it settles the promise.
   */
  get done(): Promise<void> {
    this.promise ??= this.isDone
      ? Promise.resolve()
      : new Promise((resolve) => {
          this.resolve = resolve;
        });
    return this.promise;
  }

  markDone(): void {
    this.isDone = true;
    this.resolve?.();
  }
}

/** Waits for all jobs in front. If a job leaves the queue early, its successor waits for the job in front of it. */
export async function waitForPredecessors(position: Position): Promise<void> {
  while (position.predecessor) {
    await position.predecessor.done;
    position.predecessor = position.predecessor.predecessor;
  }
}

/** The last job that is not done, from this position towards the front of the queue. */
export function findLastActive(position: Position): Position | undefined {
  let last: Position | undefined = position;
  while (last?.isDone) last = last.predecessor;
  return last;
}
