import type { MaybePromise } from '../../shared/maybe-promise.ts';

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
 * A `claim` that throws, hangs or answers anything else makes deliveries `overloaded` (503): they stay in VZaps' log.
 * A lease counts from when it was asked for, so that an answer that comes after its end is not used.
 */
export interface IdempotencyStore {
  /**
   * `key` is `instance|event.key`; `leaseMs` is how long a crashed holder blocks the event. `partial` says that this
   * is the partial copy of a message (hidden number), whose complete copy has the same key: kept with the claim, and
   * told to who asks later, it lets the complete copy win across processes.
   */
  claim(key: string, leaseMs: number, partial?: boolean): MaybePromise<Claim>;
  /**
   * Makes the lease end `leaseMs` from now, and answers whether it is still this token's: after `false` (`0` and `null` say
   * the same; anything else is a yes, as for `complete`) its handler's signal aborts. It is asked every third of the lease; one that throws or hangs is asked again. Without it a lease is
   * asked for twice `handlerTimeoutMs` at once, a day at most: an event whose turn comes when less than half of that is
   * left is given back, `busy` (409), since handlers could outlive it.
   */
  renew?(key: string, token: string, leaseMs: number): MaybePromise<boolean>;
  /**
   * Marks as done. With another token than the current one it does nothing, and answers `false` (`0` and `null` say the
   * same; anything else is a yes, nothing at all too), or a promise of it. One that throws or hangs changes no outcome:
   * handlers have run, and may run again when the event comes again. The outcome tells it, as its `storeError`.
   */
  complete(key: string, token: string): unknown;
  /** Gives back after a failure. With another token than the current one it does nothing. */
  release(key: string, token: string): unknown;
}
