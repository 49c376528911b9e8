import type { EventOf, EventType, VZapsEvent } from '../../events/index.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { IdempotencyStore } from '../idempotency/idempotency-store.ts';
import type { Inbox } from '../inbox.ts';
import type { OutcomeInfo } from '../observability/outcome-report.ts';
import type { Outcome, VerifiedDelivery } from '../outcome.ts';
import type { Verifier } from '../verifiers/verifier.ts';
import type { ClientOption } from './client-port.ts';
import type { EventContext } from './context.ts';

export interface ReceiverOptions<C extends ClientOption | undefined = undefined> {
  /** Who may deliver: one verifier, or a list of which one must pass. */
  verify: Verifier | readonly Verifier[];
  /** Gives handlers `ctx.client`, `ctx.reply()` and `ctx.download()`. */
  client?: C;
  /** Remembers handled events, so that none is handled twice. Default `memoryStore()`; `false` for none. */
  idempotency?: IdempotencyStore | false;
  /**
   * Stores what `receive()` verified, to be handled by workers that call `dispatch()`; answered 200 `queued`. Every
   * event that can be typed is stored, and whatever somebody here listens to: a worker may have other handlers.
   */
  inbox?: Inbox;
  /** How long a partial copy (hidden number) waits for its complete twin, in milliseconds. Default 2 000. */
  partialWaitMs?: number;
  /** After this the handlers' signal aborts and the outcome is `failed`, in milliseconds. Default 30 000. */
  handlerTimeoutMs?: number;
  /** Bytes. A longer body is 413. Default 10 MiB, since a HistorySync can be megabytes. */
  bodyLimit?: number;
  /** How long a body may take to come, in milliseconds; then it is `malformed`. Default 10 000. */
  bodyTimeoutMs?: number;
  /** Events handled at once, over all conversations. Default 256. */
  maxConcurrency?: number;
  /** Events waiting for a turn, a twin or a copy of theirs; one more is `overloaded` (503). Default 10 000. */
  maxWaiting?: number;
  /** Bytes of the bodies of these. Default 64 MiB. */
  maxWaitingBytes?: number;
  /**
   * Of the waiting events of such a type, of one sender in one conversation, only the newest is handled. Those that it
   * takes the place of count as waiting until their turn: over `maxWaiting`, the newest is `overloaded` like any other.
   * In a worker of an inbox it does nothing: there what waits is in the inbox, and the receiver is given one at a time.
   */
  conflate?: readonly ('Presence' | 'ChatPresence')[];
  /** Sees what became of every delivery. What it throws is ignored. `reportOf()` makes of it what may be logged. */
  onOutcome?: (outcome: Outcome, info: OutcomeInfo) => unknown;
}

/** Where a dispatched event comes from. */
export interface DispatchOrigin {
  /** The instance, proven. */
  instanceId?: string;
  /** Aborts the handlers' signal, beside the receiver's own reasons. */
  signal?: AbortSignal;
  /** A partial copy has waited for its complete twin already, such as in an inbox: it is handled without a window. */
  skipPartialWait?: boolean;
}

export interface Receiver<C extends ClientOption | undefined = undefined> {
  /** Adds a handler of one type or several. All handlers of an event run; any that throws makes it `failed`. */
  on<T extends EventType | 'Unknown'>(
    type: T | readonly T[],
    handler: (event: EventOf<T>, ctx: EventContext<C, T>) => unknown,
  ): this;
  /**
   * Sees every verified event, handled or not, duplicates too. It changes no outcome; what it throws is ignored. No
   * answer waits for it, so nothing bounds how many run at once: as many as events come in the time that one takes,
   * `handlerTimeoutMs` at most. What is slow belongs in a handler.
   */
  onAny(handler: (event: VZapsEvent, ctx: EventContext<C>) => unknown): this;
  /**
   * Takes one delivery all the way, and resolves with what became of it.
   *
   * @throws VZapsError `RAW_BODY_MISSING`, a mistake in how it is mounted; nothing else rejects.
   */
  receive(delivery: Delivery): Promise<Outcome>;
  /** Verifies and types a delivery, and stops before the claim: nothing is handled, nothing remembered. */
  verify(delivery: Delivery): Promise<VerifiedDelivery | Outcome>;
  /** Handles an event that needs no verification: from a queue, from realtime, in a test. It is claimed as usual. */
  dispatch(event: VZapsEvent, from?: DispatchOrigin): Promise<Outcome>;
  /** For servers that speak `Request` and `Response`. Bound: `export const POST = receiver.fetch`. */
  fetch: (request: Request) => Promise<Response>;
  /**
   * Takes nothing more (503), sends away what has not reached a handler (503), tells handlers through their signal, and
   * waits for them. Settles once every outcome was told to `onOutcome` and its caller went on: after `handlerTimeoutMs`
   * and two seconds at the latest, whatever hangs; a store or an inbox has a second to answer.
   */
  close(): Promise<void>;
}
