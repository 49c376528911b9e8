import type { MaybePromise } from '../shared/maybe-promise.ts';

/**
 * What an inbox stores of a verified event: enough to handle it later, in another process. It contains neither the URL
 * nor a token.
 */
export interface InboxEntry {
  /**
   * Identifies this call of `add`. If the result of a call is unknown, such as after a timeout, the receiver answers 503.
   * When the same delivery comes again to the same process within ten minutes, the receiver calls `add` with the same
   * id. An inbox that did store the first call answers `duplicate`, also for an entry without `key`.
   */
  readonly id?: string;
  /** What the idempotency store claims for this event: see `claimKeyOf()`. Absent for an event without identity. */
  readonly key?: string;
  /**
   * `instance|conversation`. Workers handle entries with an equal value one after the other, in the order in which they
   * were added. Absent for an event without a conversation, which is handled in any order.
   */
  readonly conversation?: string;
  /**
   * Whether this is the partial copy of a message, which names only a hidden number. Its complete copy has the same key
   * and must be accepted.
   */
  readonly partial: boolean;
  /** The instance that the verifier confirmed. */
  readonly instanceId?: string;
  /** The event as delivered, without credentials. `parseEvent(raw)` returns the event again. */
  readonly raw: unknown;
}

/**
 * Stores verified events durably. Workers then pass them to `receiver.dispatch()`.
 *
 * If `add` throws, rejects or does not answer in time, the delivery is answered 503. The time limit is 10 s, and 4 s more for
 * each megabyte after the first of this body and of the other bodies that are being stored. The receiver never adds an event
 * that nests deeper than 200 levels, because `JSON.stringify()` could throw for it.
 */
export interface Inbox {
  /**
   * Resolves with `queued` once the entry is stored, or with `duplicate` if the inbox has already stored the same event
   * or the same `id`.
   */
  add(entry: InboxEntry): MaybePromise<'queued' | 'duplicate'>;
}
