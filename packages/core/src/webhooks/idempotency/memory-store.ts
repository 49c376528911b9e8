import type { IdempotencyStore } from './idempotency-store.ts';

export interface MemoryStoreOptions {
  /** How many events are remembered; the oldest done one makes room. Default 100 000, about 20 MB. */
  maxEntries?: number;
  /** How long a done event is remembered, in milliseconds. Default 24 hours. */
  ttlMs?: number;
}

interface Lease {
  token: string;
  until: number;
}

/**
 * The idempotency store of one process, bounded by count and age, O(1). It is forgotten when the process ends;
 * with more than one process, share one.
 */
export function memoryStore({ maxEntries = 100_000, ttlMs = 86_400_000 }: MemoryStoreOptions = {}): IdempotencyStore {
  // Two maps: a held event is never evicted to make room for a done one, and `done` stays in order of age.
  const held = new Map<string, Lease>();
  const done = new Map<string, number>();
  let tokens = 0;

  const holds = (key: string, token: string): boolean => held.get(key)?.token === token;

  return {
    claim(key, leaseMs) {
      const now = Date.now();
      if ((done.get(key) ?? 0) > now) return { status: 'done' };
      if ((held.get(key)?.until ?? 0) > now) return { status: 'busy' };
      tokens += 1;
      const token = String(tokens);
      held.set(key, { token, until: now + leaseMs });
      return { status: 'claimed', token };
    },

    complete(key, token) {
      if (!holds(key, token)) return;
      const now = Date.now();
      held.delete(key);
      done.delete(key);
      done.set(key, now + ttlMs);
      for (const [oldest, until] of done) {
        if (done.size <= maxEntries && until > now) break;
        done.delete(oldest);
      }
    },

    release(key, token) {
      if (holds(key, token)) held.delete(key);
    },
  };
}
