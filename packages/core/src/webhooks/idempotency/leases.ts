import { VZapsError } from '../../errors.ts';
import type { Pulse } from '../in-time.ts';
import { soon } from '../soon.ts';
import { isThenable } from '../thenable.ts';
import type { MaybePromise } from '../verify/verifier.ts';
import type { Claim, IdempotencyStore } from './idempotency-store.ts';

/** An event that is ours as long as the store says so. */
export interface Lease extends Pulse {
  /** The store said that somebody else holds the event now. */
  readonly lost: boolean;
  /** Notes that it was handled; `false` where it was no longer ours. */
  complete(): MaybePromise<boolean>;
  /** Gives it back. */
  release(): MaybePromise<boolean>;
}

export interface Leases {
  claim(key: string, partial: boolean): MaybePromise<Claim>;
  hold(key: string, token: string): Lease;
}

// Milliseconds: how long the event of a process that crashed is blocked at most. With a shorter time limit for handlers
// it is that, but no less than a busy process needs to renew in time.
const [SHORTEST, LONGEST] = [1_000, 30_000];

/** Claims with a short lease that is renewed when half of it is over; with a long one where a store cannot renew. */
export function createLeases(store: IdempotencyStore, handlerTimeoutMs: number): Leases {
  const renews = store.renew !== undefined;
  // Without renewal it covers the wait for the turn as well.
  const leaseMs = renews ? Math.min(LONGEST, Math.max(SHORTEST, handlerTimeoutMs)) : handlerTimeoutMs * 2;

  return {
    claim(key, partial) {
      const answer = store.claim(key, leaseMs, partial);
      return isThenable(answer) ? claimed(answer, store, key) : answer;
    },

    hold(key, token) {
      let renewing = false;
      const lease = {
        everyMs: renews ? leaseMs / 2 : Number.POSITIVE_INFINITY,
        lost: false,
        async beat(stop: () => void): Promise<void> {
          if (renewing) return;
          renewing = true;
          try {
            lease.lost = (await store.renew?.(key, token, leaseMs)) === false;
            if (lease.lost) stop();
          } catch {
            // It is tried again. If the lease ends meanwhile, `complete` tells.
          }
          renewing = false;
        },
        complete: () => tookEffect(() => store.complete(key, token)),
        release: () => tookEffect(() => store.release(key, token)),
      };
      return lease;
    },
  };
}

async function claimed(answer: Promise<Claim>, store: IdempotencyStore, key: string): Promise<Claim> {
  try {
    return await soon(answer);
  } catch (error) {
    // What is granted too late would block the event until its lease ends.
    answer.then((claim) => claim.status === 'claimed' && store.release(key, claim.token)).catch(() => {});
    throw error;
  }
}

export function leaseLost(): VZapsError {
  return new VZapsError(
    'LEASE_LOST',
    'Somebody else holds this event: its lease ended while a handler ran, and the store gave it away.',
  );
}

/** The handlers have run: a store that fails now changes nothing of what was done, and its lease ends by itself. */
function tookEffect(settle: () => unknown): MaybePromise<boolean> {
  try {
    const answer = settle();
    return isThenable(answer) ? inTheEnd(answer) : answer !== false;
  } catch {
    return true;
  }
}

async function inTheEnd(answer: PromiseLike<unknown>): Promise<boolean> {
  try {
    return (await soon(answer as Promise<unknown>)) !== false;
  } catch {
    return true;
  }
}
