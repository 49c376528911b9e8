import type { MaybePromise } from '../verify/verifier.ts';

export type Claim =
  /** The event is yours until the lease ends. The token fences: a later holder's differs. */
  | { status: 'claimed'; token: string }
  /** Somebody else holds it. */
  | { status: 'busy' }
  /** It was completed before. */
  | { status: 'done' };

/**
 * Remembers which events were handled. Two-phase and fenced: an event is done only once its handlers finished,
 * so that a failed one is tried again, and a holder whose lease ended cannot touch what a later one holds.
 * A store that throws makes deliveries `overloaded` (503): they stay in VZaps' log.
 */
export interface IdempotencyStore {
  /** `key` is `instance|event.key`; `leaseMs` is how long a crashed holder blocks the event. */
  claim(key: string, leaseMs: number): MaybePromise<Claim>;
  /** Marks as done. With another token than the current one: does nothing. */
  complete(key: string, token: string): MaybePromise<void>;
  /** Gives back after a failure. With another token than the current one: does nothing. */
  release(key: string, token: string): MaybePromise<void>;
}
