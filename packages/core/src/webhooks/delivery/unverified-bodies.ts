/**
 * A body that is read before its delivery is verified.
 *
 * @internal
 */
export interface UnverifiedBody {
  /** Counts bytes that were read. May end this body, or another one. */
  add(bytes: number): void;
  /** The body was read, or is not read any more. */
  release(): void;
}

/**
 * Bounds the memory that unverified bodies take together.
 *
 * @internal
 */
export interface UnverifiedBodies {
  /** @param end Is called if this body must not be read any further. */
  start(end: () => void): UnverifiedBody;
}

// The memory of all bodies that one receiver reads before verification.
const MAX_BYTES = 64 * 1024 * 1024;
// Bytes. A smaller body is never ended, so ordinary messages are read whatever unverified senders send.
const ALWAYS_ADMITTED_BYTES = 64 * 1024;

interface Entry {
  bytes: number;
  readonly end: () => void;
}

/**
 * Creates a budget for bodies that are read before verification. Anybody can send such a body. When the budget is full, the
 * body of at least 64 KiB that has been read longest is ended.
 *
 * @param maxBytes Default 64 MiB.
 * @internal
 */
export function createUnverifiedBodies(maxBytes = MAX_BYTES): UnverifiedBodies {
  // The bodies, in the order in which their reading began.
  const entries = new Set<Entry>();
  let total = 0;

  function release(entry: Entry): void {
    if (entries.delete(entry)) total -= entry.bytes;
  }

  function endOldest(): void {
    for (const entry of entries) {
      if (entry.bytes < ALWAYS_ADMITTED_BYTES) continue;
      release(entry);
      entry.end();
      return;
    }
  }

  return {
    start(end) {
      const entry: Entry = { bytes: 0, end };
      entries.add(entry);
      return {
        add(bytes) {
          if (!entries.has(entry)) return;
          entry.bytes += bytes;
          total += bytes;
          if (total > maxBytes) endOldest();
        },
        release: () => release(entry),
      };
    },
  };
}
