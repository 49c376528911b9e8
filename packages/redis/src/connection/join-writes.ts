interface Stream {
  readonly writableCorked: number;
  cork(): void;
  uncork(): void;
}

/**
 * Lets the commands that are sent until the next tick leave in one write. Call it before a command. Without this, a worker
 * with 50 slots writes each command alone, and Redis reads each alone: 11 times as many reads, and 1.4 times the CPU time of
 * Redis. Does nothing on a cluster.
 */
export function joinWrites(redis: object): void {
  const { stream } = redis as { stream?: Partial<Stream> };
  if (typeof stream?.cork !== 'function' || stream.writableCorked !== 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork?.());
}
