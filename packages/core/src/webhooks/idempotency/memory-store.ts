import { checkOptions, integerOption } from '../../shared/check-options.ts';
import { AgeList } from './age-list.ts';
import type { IdempotencyStore } from './idempotency-store.ts';

export interface MemoryStoreOptions {
  /** How many done events are remembered. Above this number the oldest is forgotten. Default 100 000, about 20 MB. */
  maxEntries?: number | undefined;
  /** How long a done event is remembered, in milliseconds. Default 86 400 000 (24 hours). */
  ttlMs?: number | undefined;
}

/** An event that is claimed or done. */
class Entry {
  readonly key: string;
  readonly partial: boolean | undefined;
  /** As `performance.now()`, which a change of the wall clock does not affect. */
  expiresAt: number;
  /** Empty once the event is done. */
  token: string;
  older: Entry | undefined;
  newer: Entry | undefined;

  constructor(key: string, partial: boolean | undefined, expiresAt: number, token: string) {
    this.key = key;
    this.partial = partial;
    this.expiresAt = expiresAt;
    this.token = token;
    this.older = undefined;
    this.newer = undefined;
  }
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
  const entries = new Map<string, Entry>();
  const done = new AgeList<Entry>();
  let lastToken = 0;
  let claimedSize = 0;
  let sweepAbove = maxEntries;

  function findClaimed(key: string, token: string): Entry | undefined {
    const entry = entries.get(key);
    return entry !== undefined && entry.token === token && token !== '' ? entry : undefined;
  }

  /** Does not remove the entry from the map. */
  function uncount(entry: Entry): void {
    if (entry.token === '') done.remove(entry);
    else claimedSize -= 1;
  }

  function forgetDone(entry: Entry): void {
    done.remove(entry);
    entries.delete(entry.key);
  }

  /**
   * Removes claims that were never released. Most sweeps halve the number of claims or come later, so that a claim takes
   * constant time on average. A claimed event is never removed before its lease ends: the receiver's own bounds limit how
   * many events are claimed.
   */
  function sweepClaims(now: number): void {
    for (const entry of entries.values()) {
      if (entry.token === '' || entry.expiresAt > now) continue;
      claimedSize -= 1;
      entries.delete(entry.key);
    }
    sweepAbove = Math.max(maxEntries, 2 * claimedSize);
  }

  return {
    claim(key, leaseMs, partial) {
      const now = performance.now();
      const known = entries.get(key);
      if (known !== undefined) {
        if (known.expiresAt > now) return { status: known.token === '' ? 'done' : 'busy', partial: known.partial };
        uncount(known);
      }
      lastToken += 1;
      const token = String(lastToken);
      entries.set(key, new Entry(key, partial, now + leaseMs, token));
      claimedSize += 1;
      if (claimedSize > sweepAbove) sweepClaims(now);
      return { status: 'claimed', token };
    },

    renew(key, token, leaseMs) {
      const entry = findClaimed(key, token);
      if (!entry) return false;
      entry.expiresAt = performance.now() + leaseMs;
      return true;
    },

    complete(key, token) {
      const entry = findClaimed(key, token);
      if (!entry) return false;
      const now = performance.now();
      entry.expiresAt = now + ttlMs;
      entry.token = '';
      claimedSize -= 1;
      done.add(entry);
      for (let { oldest } = done; oldest && (done.size > maxEntries || oldest.expiresAt <= now); { oldest } = done) {
        forgetDone(oldest);
      }
      return true;
    },

    release(key, token) {
      const entry = findClaimed(key, token);
      if (!entry) return false;
      claimedSize -= 1;
      return entries.delete(key);
    },

    forget(keys) {
      for (const key of keys) {
        const entry = entries.get(key);
        if (entry?.token === '') forgetDone(entry);
      }
    },
  };
}
