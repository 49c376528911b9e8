import { BoundedSet } from '../dispatch/bounded-set.ts';

// Ids that are remembered behind the cursor, so that a late copy does not move it back.
const MAX_REMEMBERED = 10_000;

/** Finds the last event of the contiguous settled prefix, in the order of arrival. */
export interface CursorTracker {
  /** Adds an event that arrived. A copy of a known event changes nothing. */
  add(id: string): void;
  /** Marks an event as settled: it needs no further work. Returns the new cursor if the cursor moved. */
  settle(id: string): string | undefined;
}

export function createCursorTracker(): CursorTracker {
  // Event ids that the cursor has not passed, oldest first, and whether each is settled.
  const ahead = new Map<string, boolean>();
  const passed = new BoundedSet(MAX_REMEMBERED);

  return {
    add(id) {
      if (!ahead.has(id) && !passed.has(id)) ahead.set(id, false);
    },
    settle(id) {
      if (ahead.has(id)) ahead.set(id, true);
      let cursor: string | undefined;
      for (const [oldest, isSettled] of ahead) {
        if (!isSettled) break;
        ahead.delete(oldest);
        passed.add(oldest);
        cursor = oldest;
      }
      return cursor;
    },
  };
}
