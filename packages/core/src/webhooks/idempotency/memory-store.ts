import { checkOptions, integerOption } from '../../shared/check-options.ts';
import type { IdempotencyStore } from './idempotency-store.ts';

export interface MemoryStoreOptions {
  /** How many done events are remembered. Above this number the oldest is forgotten. Default 100 000, about 20 MB. */
  maxEntries?: number | undefined;
  /** How long a done event is remembered, in milliseconds. Default 86 400 000 (24 hours). */
  ttlMs?: number | undefined;
}

interface Entry {
  /** As `performance.now()`, which a change of the wall clock does not affect. */
  expiresAt: number;
  readonly partial: boolean | undefined;
  readonly token: string;
}

const OPTION_RULES = { maxEntries: integerOption(1, 'events'), ttlMs: integerOption(1, 'milliseconds') };

/**
 * Creates an idempotency store in the memory of this process. It forgets everything when the process ends. Several
 * processes need a shared store, such as `redisStore()` of `@vzaps/redis`.
 *
 * Every operation takes constant time.
 *
 * @throws VZapsError `INVALID_OPTION`.
 * @example
 * import { createReceiver, memoryStore } from '@vzaps/core/webhooks';
 *
 * createReceiver({ verify: signer.verify, idempotency: memoryStore({ ttlMs: 3_600_000 }) });
 */
export function memoryStore(options: MemoryStoreOptions = {}): IdempotencyStore {
  checkOptions('memoryStore', options, OPTION_RULES);
  const { maxEntries = 100_000, ttlMs = 86_400_000 } = options;
  // Two maps: a claimed event is never removed to make room for a done one, and each map stays in order of age.
  const claimed = new Map<string, Entry>();
  const done = new Map<string, Entry>();
  let lastToken = 0;

  const findClaimed = (key: string, token: string): Entry | undefined => {
    const entry = claimed.get(key);
    return entry?.token === token ? entry : undefined;
  };

  return {
    claim(key, leaseMs, partial) {
      const now = performance.now();
      const doneEntry = done.get(key);
      if (doneEntry && doneEntry.expiresAt > now) return { status: 'done', partial: doneEntry.partial };
      const claimedEntry = claimed.get(key);
      if (claimedEntry && claimedEntry.expiresAt > now) return { status: 'busy', partial: claimedEntry.partial };
      lastToken += 1;
      const token = String(lastToken);
      // Moved to the end of the map, so that claims that were never released are at the front.
      claimed.delete(key);
      claimed.set(key, { token, expiresAt: now + leaseMs, partial });
      if (claimed.size > maxEntries) removeExpired(claimed, now);
      return { status: 'claimed', token };
    },

    renew(key, token, leaseMs) {
      const entry = findClaimed(key, token);
      if (!entry) return false;
      entry.expiresAt = performance.now() + leaseMs;
      claimed.delete(key);
      claimed.set(key, entry);
      return true;
    },

    complete(key, token) {
      const entry = findClaimed(key, token);
      if (!entry) return false;
      const now = performance.now();
      entry.expiresAt = now + ttlMs;
      claimed.delete(key);
      done.delete(key);
      done.set(key, entry);
      while (done.size > maxEntries) done.delete(done.keys().next().value as string);
      removeExpired(done, now);
      return true;
    },

    release(key, token) {
      return findClaimed(key, token) !== undefined && claimed.delete(key);
    },

    forget(keys) {
      for (const key of keys) done.delete(key);
    },
  };
}

/**
 * Removes expired entries, the oldest first. A claimed event is never removed before its lease ends. The receiver's own
 * bounds limit how many events are claimed.
 */
function removeExpired(entries: Map<string, Entry>, now: number): void {
  for (const [key, { expiresAt }] of entries) {
    if (expiresAt > now) return;
    entries.delete(key);
  }
}
