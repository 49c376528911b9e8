/** What a process holds on to. */
export interface Measure {
  /** Bytes on the heap after a collection, and in buffers beside it. */
  heap: number;
  /** Handles and requests that keep the event loop alive, by kind. */
  resources: Record<string, number>;
  /** Listeners of the process itself. */
  listeners: number;
}

/** Needs `--expose-gc`. */
export async function measure(): Promise<Measure> {
  // Twice, a moment apart: what finalizers let go is collected by the second.
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, 20));
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  const resources: Record<string, number> = {};
  for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1;
  const listeners = process.eventNames().reduce((count, name) => count + process.listenerCount(name), 0);
  return { heap: heapUsed + external, resources, listeners };
}

/** How much more than at first was held at most: 0.1 is 10 %. */
export function growth(heaps: readonly number[]): number {
  const [first = Number.NaN, ...later] = heaps;
  return Math.max(...later) / first - 1;
}
