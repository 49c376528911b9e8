/** The handlers that a worker runs now. */
export interface InFlight {
  add<T>(work: Promise<T>): Promise<T>;
  /** Resolves when all work that was added before has ended. */
  waitUntilIdle(): Promise<void>;
}

export function createInFlight(): InFlight {
  const inFlight = new Set<Promise<unknown>>();
  return {
    add(work) {
      inFlight.add(work);
      const remove = (): boolean => inFlight.delete(work);
      work.then(remove, remove);
      return work;
    },
    async waitUntilIdle() {
      await Promise.allSettled(inFlight);
    },
  };
}

/** Waits until the work has ended, for at most `timeoutMs`. Never rejects. */
export async function waitAtMost(timeoutMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([work.catch(() => {}), timeout]);
  clearTimeout(timer);
}
