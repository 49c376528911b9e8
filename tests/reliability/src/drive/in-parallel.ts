/** Works through a list, so many at once, in its order. */
export async function inParallel<T>(
  count: number,
  list: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = list.values();
  const runners = Array.from({ length: count }, async () => {
    for (const item of rest) await work(item);
  });
  await Promise.all(runners);
}
