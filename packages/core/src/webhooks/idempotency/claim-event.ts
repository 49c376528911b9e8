import { answerUnknown, soon } from '../../shared/await-answer.ts';
import type { MaybePromise } from '../../shared/maybe-promise.ts';
import { isPromiseLike } from '../../shared/maybe-promise.ts';
import type { WaitFor } from '../../shared/with-timeout.ts';
import type { Claim, IdempotencyStore } from './idempotency-store.ts';
import { holdLease, type Lease } from './lease.ts';

/** Another one has the event, or had it. */
export type Taken = Exclude<Claim, { status: 'claimed' }>;

export interface Leases {
  /** Never throws: of a store that did nobody knows who has the event. */
  claim(key: string, partial: boolean): MaybePromise<Lease | Taken | { status: 'unknown'; error: unknown }>;
}

// Milliseconds: how long the event of a process that crashed is blocked at most. With a shorter time limit for handlers
// it is that, but no less than a busy process needs to renew in time.
const [SHORTEST, LONGEST] = [1_000, 30_000];
// Milliseconds, where a store cannot renew: no limit for handlers makes it block an event longer than that.
const A_DAY = 86_400_000;

/** Claims with a short lease that is renewed when a third of it is over; with a long one where a store cannot renew. */
export function createLeases(store: IdempotencyStore, handlerTimeoutMs: number, wait: WaitFor): Leases {
  const renews = store.renew !== undefined;
  // Without renewal it covers the wait for the turn as well.
  const [wantedMs, longestMs] = renews ? [handlerTimeoutMs, LONGEST] : [handlerTimeoutMs * 2, A_DAY];
  const leaseMs = Math.min(longestMs, Math.max(SHORTEST, wantedMs));
  const intervalMs = renews ? Math.floor(leaseMs / 3) : Number.POSITIVE_INFINITY;
  const times = { leaseMs, intervalMs, enoughMs: renews ? intervalMs : leaseMs / 2 };

  function known(claim: Claim, key: string, askedAt: number): Lease | Taken {
    if (claim?.status === 'claimed') return holdLease(store, key, claim.token, askedAt, times, wait);
    if (claim?.status === 'busy' || claim?.status === 'done') return claim;
    throw answerUnknown('idempotency store', 'a claim that is `claimed`, `busy` or `done`');
  }

  async function inTheEnd(answer: Promise<Claim>, key: string, askedAt: number) {
    try {
      return known(await soon(answer, 'idempotency store', wait), key, askedAt);
    } catch (error) {
      // What is granted too late would block the event until its lease ends.
      Promise.resolve(answer)
        .then((claim) => claim.status === 'claimed' && store.release(key, claim.token))
        .catch(() => {});
      return { status: 'unknown' as const, error };
    }
  }

  return {
    claim(key, partial) {
      const askedAt = Date.now();
      try {
        const answer = store.claim(key, leaseMs, partial);
        return isPromiseLike(answer) ? inTheEnd(answer, key, askedAt) : known(answer, key, askedAt);
      } catch (error) {
        return { status: 'unknown', error };
      }
    },
  };
}
