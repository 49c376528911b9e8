/** The position of a job in a queue. */
export interface Position {
  /** Settles when the job is done. The same request creates and settles it, so that other requests may await it on workerd. */
  readonly done: Promise<void>;
  readonly resolveDone: () => void;
  isDone: boolean;
  /** How many jobs are in front of this one at most. */
  jobsInFront: number;
  /** The job that must be done before this one. */
  predecessor: Position | undefined;
}

export function createPosition(predecessor: Position | undefined): Position {
  let resolveDone: () => void = () => {};
  const done = new Promise<void>((resolve) => {
    resolveDone = resolve;
  });
  const jobsInFront = predecessor ? predecessor.jobsInFront + 1 : 0;
  return { done, resolveDone, isDone: false, jobsInFront, predecessor };
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
