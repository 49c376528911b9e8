/** What a process holds. */
export interface Measurement {
  /** Bytes on the heap after a garbage collection, and in buffers outside the heap. */
  heap: number;
  /** Handles and requests that keep the event loop alive, by kind. */
  resources: Record<string, number>;
  /** Listeners of `process`. */
  listeners: number;
}

/** Needs the flag `--expose-gc`. */
export async function measure(): Promise<Measurement> {
  // The second collection frees what finalizers release after the first.
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, 20));
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  const resources: Record<string, number> = {};
  for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1;
  const listeners = process.eventNames().reduce((count, name) => count + process.listenerCount(name), 0);
  return { heap: heapUsed + external, resources, listeners };
}

/** The greatest growth since the first measurement: 0.1 is 10 %. */
export function growth(heaps: readonly number[]): number {
  const [first = Number.NaN, ...later] = heaps;
  return Math.max(...later) / first - 1;
}
