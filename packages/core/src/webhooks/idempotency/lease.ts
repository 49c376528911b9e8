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

/** What all leases of a store have in common. */
export interface LeaseParts {
  readonly store: IdempotencyStore;
  readonly waitFor: WaitFor;
}

export class StoreLease implements Lease {
  readonly status = 'claimed';
  declare readonly intervalMs: number;
  isLost = false;
  storeError: { storeError: unknown } | undefined;
  declare private readonly parts: LeaseParts;
  declare private readonly key: string;
  declare private readonly token: string;
  declare private readonly times: LeaseTimes;
  declare private endsAt: number;

  /**
   * @param requestedAt When the claim was sent, as `performance.now()`, which a change of the wall clock does not
   * affect. In the store, the lease begins at this time or later.
   */
  constructor(parts: LeaseParts, key: string, token: string, requestedAt: number, times: LeaseTimes) {
    this.parts = parts;
    this.key = key;
    this.token = token;
    this.times = times;
    this.intervalMs = times.intervalMs;
    this.endsAt = requestedAt + times.leaseMs;
  }

  isLongEnough(): boolean {
    return !this.isLost && performance.now() + this.times.minRemainingMs <= this.endsAt;
  }

  async renew(stop: () => void): Promise<void> {
    const { leaseMs } = this.times;
    const requestedAt = performance.now();
    try {
      // If the answer never comes, nothing waits for it: the next interval asks again.
      if (isRejection(await this.parts.store.renew?.(this.key, this.token, leaseMs))) this.isLost = true;
      else this.endsAt = Math.max(this.endsAt, requestedAt + leaseMs);
      if (this.isLost) stop();
    } catch (error) {
      // The next interval asks again. If the lease ends before that, `isLongEnough` and `complete` notice it.
      this.storeError = { storeError: error };
    }
  }

  complete(): MaybePromise<boolean> {
    return this.settle('complete');
  }

  release(): MaybePromise<boolean> {
    return this.settle('release');
  }

  /** The handlers have run. A store that fails now does not change the outcome, and the lease ends by itself. */
  private settle(how: 'complete' | 'release'): MaybePromise<boolean> {
    try {
      const answer: unknown = this.parts.store[how](this.key, this.token);
      return isPromiseLike(answer) ? this.settleLater(answer) : !isRejection(answer);
    } catch (error) {
      this.storeError = { storeError: error };
      return true;
    }
  }

  private async settleLater(answer: PromiseLike<unknown>): Promise<boolean> {
    try {
      return !isRejection(await awaitAnswer(answer as Promise<unknown>, 'idempotency store', this.parts.waitFor));
    } catch (error) {
      this.storeError = { storeError: error };
      return true;
    }
  }
}

export function createLeaseLostError(): VZapsError {
  return new VZapsError(
    'LEASE_LOST',
    "A handler lost its event's lease: the idempotency store gave the event to another holder. Do not block the event loop in " +
      'handlers, and check that the store keeps its data.',
  );
}

/** `undefined` means success. `false`, `0` and `null` mean that no row was changed. */
function isRejection(answer: unknown): boolean {
  return answer === false || answer === 0 || answer === null;
}
