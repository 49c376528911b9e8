import type { EventOf, EventType, VZapsEvent } from '../events/index.ts';
import type { ClientOption } from './client-port.ts';
import type { EventContext } from './context.ts';
import type { Delivery } from './delivery.ts';
import type { IdempotencyStore } from './idempotency/idempotency-store.ts';
import type { Opened, Outcome } from './outcome.ts';
import type { Verifier } from './verify/verifier.ts';

export interface ReceiverOptions<C extends ClientOption | undefined = undefined> {
  /** Who may deliver: one verifier, or a list of which one must pass. */
  verify: Verifier | readonly Verifier[];
  /** Gives handlers `ctx.client`, `ctx.reply()` and `ctx.download()`. */
  client?: C;
  /** Remembers handled events, so that none is handled twice. Default `memoryStore()`; `false` for none. */
  idempotency?: IdempotencyStore | false;
  /** How long a partial copy (hidden number) waits for its complete twin, in milliseconds. Default 2 000. */
  twinWindowMs?: number;
  /** After this the handlers' signal aborts and the outcome is `failed`, in milliseconds. Default 30 000. */
  handlerTimeoutMs?: number;
  /** Bytes. A longer body is 413. Default 10 MiB, since a HistorySync can be megabytes. */
  bodyLimit?: number;
  /** Events handled at once, over all conversations. Default 256. */
  maxConcurrency?: number;
  /** Sees what became of every delivery. What it throws is ignored. */
  onOutcome?: (outcome: Outcome, info: OutcomeInfo) => void;
}

export interface OutcomeInfo {
  /** From the call to the outcome. */
  milliseconds: number;
}

export interface Receiver<C extends ClientOption | undefined = undefined> {
  /** Adds a handler of one type or several. All handlers of an event run; any that throws makes it `failed`. */
  on<T extends EventType | 'Unknown'>(
    type: T | readonly T[],
    handler: (event: EventOf<T>, ctx: EventContext<C, T>) => unknown,
  ): this;
  /** Sees every verified event, handled or not, duplicates too. It changes no outcome; what it throws is ignored. */
  onAny(handler: (event: VZapsEvent, ctx: EventContext<C>) => unknown): this;
  /**
   * Takes one delivery all the way, and resolves with what became of it.
   *
   * @throws VZapsError `RAW_BODY_MISSING`, a mistake in how it is mounted; nothing else rejects.
   */
  receive(delivery: Delivery): Promise<Outcome>;
  /** Verifies and types a delivery, and stops before the claim: nothing is handled, nothing remembered. */
  open(delivery: Delivery): Promise<Opened | Outcome>;
  /** Handles an event that needs no verification: from a queue, from realtime, in a test. It is claimed as usual. */
  dispatch(event: VZapsEvent, from?: { instanceId?: string; signal?: AbortSignal }): Promise<Outcome>;
  /** For servers that speak `Request` and `Response`. Bound: `export const POST = receiver.fetch`. */
  fetch: (request: Request) => Promise<Response>;
  /** Takes nothing more (503), tells handlers through their signal, waits for them, then settles. */
  close(): Promise<void>;
}
