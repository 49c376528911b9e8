import { checkOptions, integerOption } from '../../shared/check-options.ts';
import { RecentMap } from '../../shared/recent-map.ts';
import { DoneKeys } from './done-keys.ts';
import type { IdempotencyStore } from './idempotency-store.ts';

/** The options of `memoryStore()`. */
export interface MemoryStoreOptions {
  /** How many done events are remembered. Above this number the oldest is forgotten. Default 100 000, about 12 MB. */
  maxEntries?: number | undefined;
  /** How long a done event is remembered, in milliseconds. Default 86 400 000 (24 hours). */
  ttlMs?: number | undefined;
}

/** An event that is neither done nor released. */
interface ActiveClaim {
  readonly partial: boolean | undefined;
  readonly token: string;
  /** The end on the clock of `performance.now()`, which a change of the wall clock does not affect. */
  expiresAt: number;
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
  const claims = new RecentMap<ActiveClaim>();
  const done = new DoneKeys();
  let lastToken = 0;
  let sweepAbove = maxEntries;

  function findClaim(key: string, token: string): ActiveClaim | undefined {
    const claim = claims.get(key);
    return claim?.token === token ? claim : undefined;
  }

  /** The claims of crashed handlers stay until they are claimed again, or until there are many. */
  function sweepClaims(now: number): void {
    claims.deleteWhere((claim) => claim.expiresAt <= now);
    sweepAbove = Math.max(maxEntries, 2 * claims.size);
  }

  return {
    claim(key, leaseMs, partial) {
      const now = performance.now();
      const known = claims.get(key);
      if (known !== undefined && known.expiresAt > now) return { status: 'busy', partial: known.partial };
      const answer = done.find(key, now);
      if (answer !== undefined) return answer;
      lastToken += 1;
      const token = String(lastToken);
      claims.set(key, { partial, token, expiresAt: now + leaseMs });
      if (claims.size > sweepAbove) sweepClaims(now);
      return { status: 'claimed', token };
    },

    renew(key, token, leaseMs) {
      const claim = findClaim(key, token);
      if (!claim) return false;
      claim.expiresAt = performance.now() + leaseMs;
      return true;
    },

    complete(key, token) {
      const claim = findClaim(key, token);
      if (!claim) return false;
      const now = performance.now();
      claims.delete(key);
      done.add(key, claim.partial, now + ttlMs);
      done.trim(maxEntries, now);
      return true;
    },

    release(key, token) {
      if (!findClaim(key, token)) return false;
      claims.delete(key);
      return true;
    },

    forget(keys) {
      for (const key of keys) done.delete(key);
    },
  };
}
