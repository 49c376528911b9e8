/**
 * A lock in this process, with two modes. Many shared tasks run at the same time. An exclusive task runs while no other
 * task runs.
 */
export interface SharedExclusiveLock {
  /** Whether a task waits for the lock. Then a running exclusive task, or the running shared tasks, should end soon. */
  readonly hasWaiters: boolean;
  runShared<T>(task: () => Promise<T>): Promise<T>;
  /** Waits until all running tasks have ended. Later tasks wait until this task has ended. */
  runExclusive<T>(task: () => Promise<T>): Promise<T>;
}

interface Waiter {
  exclusive: boolean;
  enter(): void;
}

export function createSharedExclusiveLock(): SharedExclusiveLock {
  // First in, first out: neither mode can block the other mode for ever.
  const queue: Waiter[] = [];
  let running = 0;
  let isExclusive = false;

  function admit(): void {
    for (let first = queue[0]; first; first = queue[0]) {
      if (isExclusive || (first.exclusive && running > 0)) return;
      queue.shift();
      running += 1;
      isExclusive = first.exclusive;
      first.enter();
    }
  }

  async function run<T>(exclusive: boolean, task: () => Promise<T>): Promise<T> {
    await new Promise<void>((enter) => {
      queue.push({ exclusive, enter });
      admit();
    });
    try {
      return await task();
    } finally {
      running -= 1;
      isExclusive = false;
      admit();
    }
  }

  return {
    get hasWaiters() {
      return queue.length > 0;
    },
    runShared: (task) => run(false, task),
    runExclusive: (task) => run(true, task),
  };
}

/** All workers of this process share this lock: a handler that ends the process ends all of them. */
export const processLock = createSharedExclusiveLock();
