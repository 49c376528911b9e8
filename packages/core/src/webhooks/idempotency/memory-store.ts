import type { IdempotencyStore } from './idempotency-store.ts';

export interface MemoryStoreOptions {
  /** How many events are remembered; the oldest done one makes room. Default 100 000, about 20 MB. */
  maxEntries?: number;
  /** How long a done event is remembered, in milliseconds. Default 24 hours. */
  ttlMs?: number;
}

interface Entry {
  until: number;
  readonly partial: boolean | undefined;
  readonly token: string;
}

/**
 * The idempotency store of one process, bounded by count and age, O(1). It is forgotten when the process ends;
 * with more than one process, share one.
 */
export function memoryStore({ maxEntries = 100_000, ttlMs = 86_400_000 }: MemoryStoreOptions = {}): IdempotencyStore {
  // Two maps: a held event is never evicted to make room for a done one, and each stays in order of age.
  const held = new Map<string, Entry>();
  const done = new Map<string, Entry>();
  let tokens = 0;

  const leaseOf = (key: string, token: string): Entry | undefined => {
    const lease = held.get(key);
    return lease?.token === token ? lease : undefined;
  };

  return {
    claim(key, leaseMs, partial) {
      const now = Date.now();
      const before = done.get(key);
      if (before && before.until > now) return { status: 'done', partial: before.partial };
      const lease = held.get(key);
      if (lease && lease.until > now) return { status: 'busy', partial: lease.partial };
      tokens += 1;
      const token = String(tokens);
      // Moved to the end, so that what nobody gave back is found at the front.
      held.delete(key);
      held.set(key, { token, until: now + leaseMs, partial });
      if (held.size > maxEntries) forgetEnded(held, now);
      return { status: 'claimed', token };
    },

    renew(key, token, leaseMs) {
      const lease = leaseOf(key, token);
      if (!lease) return false;
      lease.until = Date.now() + leaseMs;
      held.delete(key);
      held.set(key, lease);
      return true;
    },

    complete(key, token) {
      const lease = leaseOf(key, token);
      if (!lease) return false;
      const now = Date.now();
      lease.until = now + ttlMs;
      held.delete(key);
      done.delete(key);
      done.set(key, lease);
      while (done.size > maxEntries) done.delete(done.keys().next().value as string);
      forgetEnded(done, now);
      return true;
    },

    release(key, token) {
      return leaseOf(key, token) !== undefined && held.delete(key);
    },
  };
}

/** From the oldest on. What is held is never forgotten before its lease ends: receivers bound how much that is. */
function forgetEnded(entries: Map<string, Entry>, now: number): void {
  for (const [oldest, { until }] of entries) {
    if (until > now) return;
    entries.delete(oldest);
  }
}
