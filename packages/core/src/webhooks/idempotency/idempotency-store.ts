import type { MaybePromise } from '../../shared/maybe-promise.ts';

/** A store's answer to `claim`. */
export type Claim =
  /** The caller may handle the event until the lease ends. `token` is the fencing token: each holder's differs. */
  | { status: 'claimed'; token: string }
  /** Another holder has the event. `partial` is what that holder passed to `claim`; absent if the store does not keep it. */
  | { status: 'busy'; partial?: boolean | undefined }
  /** The event was completed before. `partial` is what its holder passed to `claim`. */
  | { status: 'done'; partial?: boolean | undefined };

/**
 * Remembers which events were handled.
 *
 * The protocol has two phases and a fencing token. An event counts as done only after its handlers finished, so a failed
 * event can be handled again. A holder whose lease ended cannot change what a later holder claimed.
 *
 * If `claim` throws, rejects, answers anything else or does not answer within 10 s, the delivery is `overloaded` (503)
 * and stays in VZaps' delivery log. A lease counts from the moment of the request, so an answer that arrives after the
 * end of its lease is not used.
 */
export interface IdempotencyStore {
  /**
   * Claims an event.
   *
   * @param key See `claimKeyOf()`.
   * @param leaseMs How long a crashed holder blocks the event, in milliseconds.
   * @param partial Whether this is the partial copy of a message. The complete copy has the same key. A store that
   * returns this value in later answers lets the complete copy win across processes.
   */
  claim(key: string, leaseMs: number, partial?: boolean): MaybePromise<Claim>;
  /**
   * Makes the lease end `leaseMs` from now. Called each time a third of the lease has passed; a call that throws, rejects
   * or hangs is repeated at the next interval.
   *
   * `false`, `0` and `null` mean that the token no longer holds the event: the handlers' signal aborts. Every other answer
   * means success.
   *
   * A store without `renew` gets one long lease: twice `handlerTimeoutMs`, at most one day. If less than half of that is
   * left when an event's handlers could start, the event is released and the outcome is `busy` (409).
   */
  renew?(key: string, token: string, leaseMs: number): MaybePromise<boolean>;
  /**
   * Marks the event as done. Does nothing if `token` is not the current token.
   *
   * `false`, `0` and `null`, or a promise of one of them, mean that the token no longer held the event. Every other answer
   * means success, `undefined` included. A call that throws, rejects or hangs does not change the outcome: the handlers
   * have run, and may run again when the event is delivered again. The outcome contains the error as `storeError`.
   */
  complete(key: string, token: string): unknown;
  /** Releases the event after a failure. Does nothing if `token` is not the current token. */
  release(key: string, token: string): unknown;
  /**
   * Forgets that these events were done, so that they can be handled again: for `dispatch(event, { force: true })`. An
   * event that is claimed at the moment stays claimed. Optional.
   */
  forget?(keys: readonly string[]): unknown;
}
