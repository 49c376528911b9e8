import { awaitAnswer, createUnknownAnswerError } from '../../shared/await-answer.ts';
import { isPromiseLike, type MaybePromise } from '../../shared/maybe-promise.ts';
import type { WaitFor } from '../../shared/with-timeout.ts';
import type { Claim, IdempotencyStore } from './idempotency-store.ts';
import { type Lease, type LeaseTimes, StoreLease } from './lease.ts';

/** The store's answer if another holder has the event, or had it. */
export type RejectedClaim = Exclude<Claim, { status: 'claimed' }>;

/** The store failed, so the state of the event is unknown. */
export interface UnknownClaim {
  readonly status: 'unknown';
  readonly error: unknown;
}

export interface ClaimEvent {
  /** Never throws. If the store fails, the result is `unknown`. `maxLeaseMs` shortens the lease if the store can renew. */
  (key: string, isPartial: boolean, maxLeaseMs?: number): MaybePromise<Lease | RejectedClaim | UnknownClaim>;
  /**
   * Claims an event also if it was handled before. Then `release` of the lease marks the event as done again, so that it
   * stays handled if the new run fails. Never throws.
   */
  force(key: string, isPartial: boolean, maxLeaseMs?: number): Promise<Lease | RejectedClaim | UnknownClaim>;
}

// Milliseconds. A lease is as long as handlers may run, within these bounds. The longest one limits how long the event
// of a crashed process is blocked. The shortest one leaves a busy process time to renew.
const [MIN_LEASE_MS, MAX_LEASE_MS] = [1_000, 30_000];
// The limit of a lease that the store cannot renew. Without it, a crashed process would block an event for ever if its
// receiver has no handler timeout.
const MAX_FIXED_LEASE_MS = 86_400_000;

/** Claims events with a short lease that is renewed each third of its length, or a long lease if the store cannot renew. */
export function createClaimEvent(store: IdempotencyStore, handlerTimeoutMs: number, waitFor: WaitFor): ClaimEvent {
  const leaseParts = { store, waitFor };
  const canRenew = store.renew !== undefined;
  // A fixed lease also covers the time in the queue.
  const [wantedMs, maxMs] = canRenew ? [handlerTimeoutMs, MAX_LEASE_MS] : [handlerTimeoutMs * 2, MAX_FIXED_LEASE_MS];
  const leaseMs = Math.min(maxMs, Math.max(MIN_LEASE_MS, wantedMs));
  const defaultTimes = canRenew
    ? timesOf(leaseMs)
    : { leaseMs, intervalMs: Number.POSITIVE_INFINITY, minRemainingMs: leaseMs / 2 };
  const chooseTimes = (maxLeaseMs = leaseMs): LeaseTimes =>
    canRenew && maxLeaseMs < leaseMs ? timesOf(Math.max(MIN_LEASE_MS, maxLeaseMs)) : defaultTimes;

  function readClaim(claim: Claim, key: string, requestedAt: number, times: LeaseTimes): Lease | RejectedClaim {
    if (claim?.status === 'claimed') return new StoreLease(leaseParts, key, claim.token, requestedAt, times);
    if (claim?.status === 'busy' || claim?.status === 'done') return claim;
    throw createUnknownAnswerError('idempotency store', 'a claim whose status is `claimed`, `busy` or `done`');
  }

  async function readLater(answer: Promise<Claim>, key: string, requestedAt: number, times: LeaseTimes) {
    try {
      return readClaim(await awaitAnswer(answer, 'idempotency store', waitFor), key, requestedAt, times);
    } catch (error) {
      // A claim that is granted too late would block the event until its lease ends.
      Promise.resolve(answer)
        .then((claim) => claim.status === 'claimed' && store.release(key, claim.token))
        .catch(() => {});
      return { status: 'unknown' as const, error };
    }
  }

  const claimEvent = (key: string, isPartial: boolean, maxLeaseMs?: number) => {
    const requestedAt = performance.now();
    const times = chooseTimes(maxLeaseMs);
    try {
      const answer = store.claim(key, times.leaseMs, isPartial);
      return isPromiseLike(answer)
        ? readLater(answer, key, requestedAt, times)
        : readClaim(answer, key, requestedAt, times);
    } catch (error) {
      return { status: 'unknown' as const, error };
    }
  };

  async function force(
    key: string,
    isPartial: boolean,
    maxLeaseMs?: number,
  ): Promise<Lease | RejectedClaim | UnknownClaim> {
    const claim = await claimEvent(key, isPartial, maxLeaseMs);
    if (claim.status !== 'done') return claim;
    try {
      await awaitAnswer(store.forget?.([key]) as Promise<unknown>, 'idempotency store', waitFor);
    } catch (error) {
      return { status: 'unknown', error };
    }
    const again = await claimEvent(key, isPartial, maxLeaseMs);
    return again.status === 'claimed' ? Object.assign(again, { release: again.complete }) : again;
  }

  return Object.assign(claimEvent, { force });
}

/** The times of a lease that is renewed each third of its length. */
function timesOf(leaseMs: number): LeaseTimes {
  const intervalMs = Math.floor(leaseMs / 3);
  return { leaseMs, intervalMs, minRemainingMs: intervalMs };
}
