import type { EventOf, VZapsEvent } from '../events/index.ts';

interface Proof {
  /** The instance that the verifier proved. What a body or header merely claims never stands here. */
  instanceId?: string;
  /** The verifier matched a secret that is no longer the first of its list: register the URL again. */
  retiredSecret?: true;
}

interface WithEvent extends Proof {
  event: VZapsEvent;
}

/** Changes no outcome: what was done stays done. */
interface Noted {
  /**
   * What the idempotency store threw when the claim was renewed, noted as done or given back: the event may be handled
   * once more, or is blocked until its lease ends. Absent: it threw nothing.
   */
  storeError?: unknown;
}

/** Seconds, for `Retry-After`. */
interface Later {
  retryAfter: number;
}

/** Every handler finished, or a 2xx is right for another reason. */
export interface SettledOutcome extends WithEvent, Noted {
  kind: 'handled' | 'unhandled' | 'duplicate' | 'superseded' | 'queued';
  /**
   * Of a `duplicate`: the partial copy of this message (hidden number) was handled before this complete one came. No
   * handler sees `event`; what was hidden then, such as the phone, stands in it.
   */
  completesPartial?: true;
}

/** What became of a delivery. Data, not an exception: a correct program sees each of them. */
export type Outcome =
  | SettledOutcome
  /**
   * Another process is handling this very event, or may be: its lease ended before its turn came; or this one is, for
   * longer than a duplicate waits. No handler ran.
   */
  | (WithEvent & Later & Noted & { kind: 'busy' })
  /** The body is not JSON; or it did not come whole, or not in time, and then `reason` says so. */
  | (Proof & { kind: 'malformed'; reason?: string })
  /** No verifier passed. `reason` is for logs; it holds nothing that the sender sent. */
  | { kind: 'refused'; reason: string }
  | { kind: 'method_not_allowed' }
  | (Proof & { kind: 'too_large'; limit: number })
  | (Proof & { kind: 'unsupported_encoding' })
  /** Verified JSON that cannot be typed although somebody waits for it; or that nests too deep for an inbox. */
  | (Proof & { kind: 'unprocessable'; event: EventOf<'Unknown'> })
  /** A handler threw, ran out of time or lost its lease; or a verifier itself broke, and then there is no event. */
  | (Proof & Noted & { kind: 'failed'; event?: VZapsEvent; errors: readonly unknown[] })
  /** Too much at once, the store or the inbox is down, or the receiver is closing. No handler ran. */
  | (Proof & Later & Noted & { kind: 'overloaded'; event?: VZapsEvent; error?: unknown });

/** What an adapter's `vzapsVerify` (in NestJS `VZapsGuard`) hands over: the verified event and where it comes from. */
export type VerifiedEvent = Pick<VerifiedDelivery, 'event' | 'instanceId' | 'retiredSecret'>;

/** A delivery that was verified and typed. It was not handled. */
export interface VerifiedDelivery extends WithEvent {
  kind: 'verified';
}
