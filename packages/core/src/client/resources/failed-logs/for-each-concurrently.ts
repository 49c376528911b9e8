/**
 * Runs `work` for each item, at most `limit` at a time. After a failure, no new item starts, and the promise rejects.
 */
export async function forEachConcurrently<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const remaining = [...items];
  const runWorker = async (): Promise<void> => {
    try {
      for (let item = remaining.shift(); item !== undefined; item = remaining.shift()) await work(item);
    } catch (error) {
      remaining.length = 0;
      throw error;
    }
  };
  const workers = Array.from({ length: Math.max(1, limit) }, runWorker);
  // All workers are awaited first, so that no work continues after the rejection.
  const results = await Promise.allSettled(workers);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
