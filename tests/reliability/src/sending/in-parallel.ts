/** Calls `work` for each item, in the order of the list, with at most `count` calls at once. */
export async function inParallel<T>(
  count: number,
  list: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const items = list.values();
  const runners = Array.from({ length: count }, async () => {
    for (const item of items) await work(item);
  });
  await Promise.all(runners);
}
