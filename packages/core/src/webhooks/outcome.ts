import type { EventOf, VZapsEvent } from '../events/index.ts';

interface Common {
  /**
   * The receiver is closing. `responseOf()` adds `connection: close`, so that a keep-alive client connects to another
   * process.
   */
  closing?: true;
}

interface Verified extends Common {
  /**
   * The instance that the verifier confirmed, else the receiver's option `instanceId`. Never the instance that a body or
   * a header claims.
   */
  instanceId?: string;
  /** The verifier matched a secret that is not the first of its list. Register the URL again. */
  retiredSecret?: true;
}

interface WithEvent extends Verified {
  /** The parsed event. */
  event: VZapsEvent;
}

interface WithStoreError {
  /**
   * What the idempotency store threw when a claim was renewed, completed or released. It does not change the outcome. The
   * event may be handled once more, or is blocked until its lease ends. Absent if the store threw nothing.
   */
  storeError?: unknown;
}

interface RetryLater {
  /** Seconds, for the header `Retry-After`. */
  retryAfter: number;
}

/** An outcome that is answered 200: every handler finished, or nothing is left to do. */
export interface SettledOutcome extends WithEvent, WithStoreError {
  /**
   * `handled`: every handler finished. `unhandled`: the event has no handler. `duplicate`: it was handled before.
   * `superseded`: a partial copy whose complete copy is handled instead. `queued`: the inbox has stored it.
   */
  kind: 'handled' | 'unhandled' | 'duplicate' | 'superseded' | 'queued';
  /**
   * A `duplicate` has it if the partial copy of this message (hidden number) was handled before this complete copy arrived.
   * No handler sees `event`. It contains what was hidden before, such as the phone.
   */
  completesPartial?: true;
}

/**
 * The result of a delivery. `responseOf()` turns it into a response.
 *
 * @example
 * import { createReceiver } from '@vzaps/core/webhooks';
 *
 * createReceiver({
 *   verify: signer.verify,
 *   onOutcome(outcome) {
 *     if (outcome.kind === 'failed') process.stderr.write(`${outcome.errors.length} errors\n`);
 *   },
 * });
 */
export type Outcome =
  | SettledOutcome
  /**
   * No handler ran, because the event is being handled: by another process, or by this one for longer than a duplicate
   * waits. Or the lease ended before the event's position in its conversation was reached.
   */
  | (WithEvent & RetryLater & WithStoreError & { kind: 'busy' })
  /** The body is not JSON, or did not arrive completely or in time. Then `reason` says so. */
  | (Verified & { kind: 'malformed'; reason?: string })
  /** No verifier accepted the delivery. `reason` is for logs and contains nothing of the request. */
  | (Common & { kind: 'refused'; reason: string })
  | (Common & { kind: 'method_not_allowed' })
  /** `limit` is the option `bodyLimit`, in bytes. */
  | (Verified & { kind: 'too_large'; limit: number })
  | (Verified & { kind: 'unsupported_encoding' })
  /** Verified JSON that cannot be typed although a handler waits for it, or that nests too deep for an inbox. */
  | (Verified & { kind: 'unprocessable'; event: EventOf<'Unknown'> })
  /** A handler threw, exceeded its time or lost its lease. If a verifier threw, there is no event. */
  | (Verified & WithStoreError & { kind: 'failed'; event?: VZapsEvent; errors: readonly unknown[] })
  /** No handler ran: a bound is reached, the store or the inbox is down, or the receiver is closing. */
  | (Verified & RetryLater & WithStoreError & { kind: 'overloaded'; event?: VZapsEvent; error?: unknown });

/** A verified event and the instance that received it. Adapters' `vzapsVerify` and Nest's `VZapsGuard` provide it. */
export type VerifiedEvent = Pick<VerifiedDelivery, 'event' | 'instanceId' | 'retiredSecret'>;

/** A delivery that was verified and parsed, but not handled. */
export interface VerifiedDelivery extends WithEvent {
  kind: 'verified';
}
