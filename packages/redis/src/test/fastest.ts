/**
 * The milliseconds of the first try that takes less than so many, or of the fastest of eight: a machine that stands
 * still spoils one of them, code that waits all.
 */
export async function fastest(limit: number, measure: () => Promise<number>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 8 && best >= limit; tries += 1) best = Math.min(best, await measure());
  return best;
}
