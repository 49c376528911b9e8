import { VZapsError } from '../../errors.ts';
import { awaitAnswer } from '../../shared/await-answer.ts';
import { isPromiseLike, type MaybePromise } from '../../shared/maybe-promise.ts';
import type { Heartbeat, WaitFor } from '../../shared/with-timeout.ts';
import type { IdempotencyStore } from './idempotency-store.ts';

/** A claim that the store granted. Its heartbeat renews it. */
export interface Lease extends Heartbeat {
  readonly status: 'claimed';
  /** Whether the store answered that another holder has the event now. */
  readonly isLost: boolean;
  /** The last error that the store threw since the claim. Outcomes contain it. */
  readonly storeError: { storeError: unknown } | undefined;
  /**
   * Whether enough of the lease is left to start handlers: until the next renewal, or, if the store cannot renew, as long
   * as handlers may run.
   */
  isLongEnough(): boolean;
  /** Marks the event as done. `false` if another holder has it. */
  complete(): MaybePromise<boolean>;
  /** Releases the event. `false` if another holder has it. */
  release(): MaybePromise<boolean>;
}

/** Durations in milliseconds. */
export interface LeaseTimes {
  leaseMs: number;
  /** `Infinity` if the store cannot renew. */
  intervalMs: number;
  /** How much of the lease must be left when handlers start. */
  minRemainingMs: number;
}

/** @param requestedAt When the claim was sent, as `performance.now()`, which a change of the wall clock does not affect. The store counts from this moment at the earliest. */
export function createLease(
  store: IdempotencyStore,
  key: string,
  token: string,
  requestedAt: number,
  { leaseMs, intervalMs, minRemainingMs }: LeaseTimes,
  waitFor: WaitFor,
): Lease {
  let endsAt = requestedAt + leaseMs;
  const lease: Mutable<Lease> = {
    status: 'claimed',
    intervalMs,
    isLost: false,
    storeError: undefined,
    isLongEnough: () => !lease.isLost && performance.now() + minRemainingMs <= endsAt,
    async renew(stop) {
      const renewalRequestedAt = performance.now();
      try {
        // If the answer never comes, nothing waits for it: the next interval asks again.
        if (isRejection(await store.renew?.(key, token, leaseMs))) lease.isLost = true;
        else endsAt = Math.max(endsAt, renewalRequestedAt + leaseMs);
        if (lease.isLost) stop();
      } catch (error) {
        // The next interval asks again. If the lease ends before that, `isLongEnough` and `complete` notice it.
        lease.storeError = { storeError: error };
      }
    },
    complete: () => settle(lease, () => store.complete(key, token), waitFor),
    release: () => settle(lease, () => store.release(key, token), waitFor),
  };
  return lease;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function createLeaseLostError(): VZapsError {
  return new VZapsError(
    'LEASE_LOST',
    "A handler lost its event's lease: the lease ended while the handler ran, and the idempotency store gave the event " +
      'to another holder. Do not block the event loop in handlers, and check that the store does not drop its data.',
  );
}

/** The handlers have run. A store that fails now does not change the outcome, and the lease ends by itself. */
function settle(lease: Mutable<Lease>, ask: () => unknown, waitFor: WaitFor): MaybePromise<boolean> {
  try {
    const answer = ask();
    return isPromiseLike(answer) ? settleLater(lease, answer, waitFor) : !isRejection(answer);
  } catch (error) {
    lease.storeError = { storeError: error };
    return true;
  }
}

async function settleLater(lease: Mutable<Lease>, answer: PromiseLike<unknown>, waitFor: WaitFor): Promise<boolean> {
  try {
    return !isRejection(await awaitAnswer(answer as Promise<unknown>, 'idempotency store', waitFor));
  } catch (error) {
    lease.storeError = { storeError: error };
    return true;
  }
}

/** `undefined` means success. `false`, `0` and `null` mean that no row was changed. */
function isRejection(answer: unknown): boolean {
  return answer === false || answer === 0 || answer === null;
}
