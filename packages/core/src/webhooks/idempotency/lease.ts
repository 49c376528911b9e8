import { VZapsError } from '../../errors.ts';
import { soon } from '../../shared/await-answer.ts';
import type { MaybePromise } from '../../shared/maybe-promise.ts';
import { isPromiseLike } from '../../shared/maybe-promise.ts';
import type { Heartbeat, WaitFor } from '../../shared/with-timeout.ts';
import type { IdempotencyStore } from './idempotency-store.ts';

/** An event that is ours as long as the store says so. */
export interface Lease extends Heartbeat {
  readonly status: 'claimed';
  /** The store said that somebody else holds the event now. */
  readonly lost: boolean;
  /** What the store threw last, of what was asked since the claim: outcomes tell it. */
  readonly trouble: { storeError: unknown } | undefined;
  /** Whether it lasts until it is renewed next; where the store cannot renew, as long as handlers may run. */
  lasts(): boolean;
  /** Notes that it was handled; `false` where it was no longer ours. */
  complete(): MaybePromise<boolean>;
  /** Gives it back. */
  release(): MaybePromise<boolean>;
}

/** Milliseconds. */
export interface LeaseTimes {
  leaseMs: number;
  /** `Infinity` where the store cannot renew. */
  intervalMs: number;
  /** What must be left of a lease when handlers begin. */
  enoughMs: number;
}

/** `askedAt`: when the claim was sent, since the store counts from then at the earliest. */
export function holdLease(
  store: IdempotencyStore,
  key: string,
  token: string,
  askedAt: number,
  { leaseMs, intervalMs, enoughMs }: LeaseTimes,
  wait: WaitFor,
): Lease {
  let until = askedAt + leaseMs;
  const lease: Held = {
    status: 'claimed',
    intervalMs,
    lost: false,
    trouble: undefined,
    lasts: () => !lease.lost && Date.now() + enoughMs <= until,
    async renew(stop) {
      const askedAgainAt = Date.now();
      try {
        // An answer that never comes holds up nothing: the next beat asks again.
        if (isNo(await store.renew?.(key, token, leaseMs))) lease.lost = true;
        else until = Math.max(until, askedAgainAt + leaseMs);
        if (lease.lost) stop();
      } catch (error) {
        // It is tried again. If the lease ends meanwhile, `lasts` and `complete` tell.
        lease.trouble = { storeError: error };
      }
    },
    complete: () => tookEffect(lease, () => store.complete(key, token), wait),
    release: () => tookEffect(lease, () => store.release(key, token), wait),
  };
  return lease;
}

type Held = { -readonly [K in keyof Lease]: Lease[K] };

export function leaseLost(): VZapsError {
  return new VZapsError(
    'LEASE_LOST',
    'Somebody else holds this event: its lease ended while a handler ran, and the store gave it away.',
  );
}

/** The handlers have run: a store that fails now changes nothing of what was done, and its lease ends by itself. */
function tookEffect(lease: Held, ask: () => unknown, wait: WaitFor): MaybePromise<boolean> {
  try {
    const answer = ask();
    return isPromiseLike(answer) ? inTheEnd(lease, answer, wait) : !isNo(answer);
  } catch (error) {
    lease.trouble = { storeError: error };
    return true;
  }
}

async function inTheEnd(lease: Held, answer: PromiseLike<unknown>, wait: WaitFor): Promise<boolean> {
  try {
    return !isNo(await soon(answer as Promise<unknown>, 'idempotency store', wait));
  } catch (error) {
    lease.trouble = { storeError: error };
    return true;
  }
}

/** Nothing at all is what a simple store answers that did it; the others are how databases say that they did not. */
function isNo(answer: unknown): boolean {
  return answer === false || answer === 0 || answer === null;
}
