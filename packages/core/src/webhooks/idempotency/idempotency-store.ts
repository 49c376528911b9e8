import type { MaybePromise } from '../verify/verifier.ts';

export type Claim =
  /** The event is yours until the lease ends. The token fences: a later holder's differs. */
  | { status: 'claimed'; token: string }
  /** Somebody else holds it; `partial` as they said when they claimed. Absent: the store does not tell. */
  | { status: 'busy'; partial?: boolean | undefined }
  /** It was completed before; `partial` as whoever did it said when they claimed. */
  | { status: 'done'; partial?: boolean | undefined };

/**
 * Remembers which events were handled. Two-phase and fenced: an event is done only once its handlers finished,
 * so that a failed one is tried again, and a holder whose lease ended cannot touch what a later one holds.
 * A store that throws makes deliveries `overloaded` (503): they stay in VZaps' log.
 */
export interface IdempotencyStore {
  /**
   * `key` is `instance|event.key`; `leaseMs` is how long a crashed holder blocks the event. `partial` says that this
   * is the partial copy of a message (hidden number), whose complete copy has the same key: kept with the claim, and
   * told to who asks later, it lets the complete copy win across processes.
   */
  claim(key: string, leaseMs: number, partial?: boolean): MaybePromise<Claim>;
  /**
   * Makes the lease end `leaseMs` from now, and answers whether it is still this token's: after `false` its handler's
   * signal aborts. Without it a lease cannot be renewed, and is asked for long enough from the start.
   */
  renew?(key: string, token: string, leaseMs: number): MaybePromise<boolean>;
  /** Marks as done. With another token than the current one it does nothing, and answers `false`, or a promise of it. */
  complete(key: string, token: string): unknown;
  /** Gives back after a failure. With another token than the current one it does nothing. */
  release(key: string, token: string): unknown;
}
