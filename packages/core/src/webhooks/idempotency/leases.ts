import { VZapsError } from '../../errors.ts';
import type { Pulse } from '../in-time.ts';
import { answerUnknown, soon } from '../soon.ts';
import { isThenable } from '../thenable.ts';
import type { MaybePromise } from '../verify/verifier.ts';
import type { Claim, IdempotencyStore } from './idempotency-store.ts';

/** An event that is ours as long as the store says so. */
export interface Lease extends Pulse {
  /** The store said that somebody else holds the event now. */
  readonly lost: boolean;
  /** Whether it lasts until it is renewed next; where the store cannot renew, as long as handlers may run. */
  lasts(): boolean;
  /** Notes that it was handled; `false` where it was no longer ours. */
  complete(): MaybePromise<boolean>;
  /** Gives it back. */
  release(): MaybePromise<boolean>;
}

export interface Leases {
  claim(key: string, partial: boolean): MaybePromise<Claim>;
  /** `askedAt`: when the claim was sent, since the store counts from then at the earliest. */
  hold(key: string, token: string, askedAt: number): Lease;
}

// Milliseconds: how long the event of a process that crashed is blocked at most. With a shorter time limit for handlers
// it is that, but no less than a busy process needs to renew in time.
const [SHORTEST, LONGEST] = [1_000, 30_000];
// Milliseconds, where a store cannot renew: no limit for handlers makes it block an event longer than that.
const A_DAY = 86_400_000;

/** Claims with a short lease that is renewed when a third of it is over; with a long one where a store cannot renew. */
export function createLeases(store: IdempotencyStore, handlerTimeoutMs: number): Leases {
  const renews = store.renew !== undefined;
  // Without renewal it covers the wait for the turn as well.
  const [wantedMs, longestMs] = renews ? [handlerTimeoutMs, LONGEST] : [handlerTimeoutMs * 2, A_DAY];
  const leaseMs = Math.min(longestMs, Math.max(SHORTEST, wantedMs));
  const everyMs = renews ? Math.floor(leaseMs / 3) : Number.POSITIVE_INFINITY;
  const enoughMs = renews ? everyMs : leaseMs / 2;

  return {
    claim(key, partial) {
      const answer = store.claim(key, leaseMs, partial);
      return isThenable(answer) ? claimed(answer, store, key) : known(answer);
    },

    hold(key, token, askedAt) {
      let until = askedAt + leaseMs;
      const lease = {
        everyMs,
        lost: false,
        lasts: () => !lease.lost && Date.now() + enoughMs <= until,
        async beat(stop: () => void): Promise<void> {
          const askedAgainAt = Date.now();
          try {
            // An answer that never comes holds up nothing: the next beat asks again.
            if ((await store.renew?.(key, token, leaseMs)) === false) lease.lost = true;
            else until = Math.max(until, askedAgainAt + leaseMs);
            if (lease.lost) stop();
          } catch {
            // It is tried again. If the lease ends meanwhile, `lasts` and `complete` tell.
          }
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
    return known(await soon(answer, 'idempotency store'));
  } catch (error) {
    // What is granted too late would block the event until its lease ends.
    answer.then((claim) => claim.status === 'claimed' && store.release(key, claim.token)).catch(() => {});
    throw error;
  }
}

function known(claim: Claim): Claim {
  if (['claimed', 'busy', 'done'].includes(claim?.status)) return claim;
  throw answerUnknown('idempotency store', 'a claim that is `claimed`, `busy` or `done`');
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
    return (await soon(answer as Promise<unknown>, 'idempotency store')) !== false;
  } catch {
    return true;
  }
}
