import type { EventOf, EventType, VZapsEvent } from '../../events/index.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { Outcome, VerifiedDelivery } from '../outcome.ts';
import type { ClientOption } from './client-port.ts';
import type { EventContext } from './context.ts';
import type { ReceiverHealth } from './health.ts';

/** What `dispatch()` knows of an event beside the event itself. */
export interface DispatchOrigin {
  /**
   * The instance that received the event. It must be confirmed, because handlers act in its name. Default: the receiver's
   * option `instanceId`.
   */
  instanceId?: string;
  /** Aborts the handlers' signal, like the handler timeout and the receiver's shutdown. */
  signal?: AbortSignal;
  /** A partial copy has waited for its complete copy already, such as in an inbox. It is handled without a wait. */
  skipPartialWait?: boolean;
  /**
   * The longest lease of the event's claim, in milliseconds, at least 1 000. Pass it when another process takes the event
   * over after that time, such as the lock of a queue. Default: `handlerTimeoutMs`, at most 30 000. It applies to a store
   * with the method `renew`.
   */
  leaseMs?: number;
  /**
   * Stores the event in the receiver's inbox instead of handling it, so that a worker handles it later. Without an inbox
   * the event is handled at once. Default `false`.
   */
  enqueue?: boolean;
  /**
   * Handles the event again if it was handled before. Default `false`.
   *
   * Only the state "handled" is ignored. If another process handles the event at the moment, the outcome is `busy`. A copy
   * that this process handles at the moment is awaited first. If the forced run fails, the outcome is `failed` and the
   * event stays handled. The store must have the method `forget`.
   */
  force?: boolean;
}

/**
 * A webhook receiver. `C` is the type of its option `client`. `Receiver` without a type argument accepts every receiver,
 * so its handlers have no `ctx.reply`: the receiver may have no client.
 */
export interface Receiver<C extends ClientOption | undefined = ClientOption | undefined> {
  /**
   * Adds a handler for one event type or several. All handlers of an event run side by side. If one of them throws, the
   * outcome is `failed`, and all of them run again at the next delivery of the event.
   *
   * @throws VZapsError `EVENT_UNKNOWN` for a type that does not exist, `INVALID_OPTION` for a handler that is no function.
   * @example
   * receiver.on('Message', (message) => process.stdout.write(`${message.text}\n`));
   * receiver.on(['Connected', 'Disconnected'], (change, ctx) => process.stdout.write(`${ctx.instanceId} ${change.type}\n`));
   */
  on<T extends EventType | 'Unknown'>(
    type: T | readonly T[],
    handler: (event: EventOf<T>, ctx: EventContext<C, T>) => unknown,
  ): this;
  /**
   * Adds a watcher. It sees every verified event that reaches this receiver's handlers, also one without a handler and
   * duplicates. It does not change the outcome, and its errors are ignored. Where an inbox stores the events, watchers run
   * in the worker.
   *
   * No response waits for a watcher, so the number of running watchers has no bound of its own. Slow work belongs in a
   * handler.
   *
   * @throws VZapsError `INVALID_OPTION`.
   * @example
   * receiver.onAny((each) => process.stdout.write(`${each.type}\n`));
   */
  onAny(handler: (event: VZapsEvent, ctx: EventContext<C>) => unknown): this;
  /**
   * Verifies, parses and handles one delivery. `responseOf()` turns the outcome into a response.
   *
   * @throws VZapsError `RAW_BODY_MISSING` if something read the body before, `INVALID_REQUEST` for a value that is no
   * delivery. It rejects for no other reason.
   * @example
   * import { responseOf } from '@vzaps/core/webhooks';
   *
   * const outcome = await receiver.receive({ method: 'POST', target: '/webhooks/vzaps', headers: {}, body: '{}' });
   * responseOf(outcome).status;
   */
  receive(delivery: Delivery): Promise<Outcome>;
  /**
   * Verifies and parses one delivery, without handling or remembering it.
   *
   * @throws VZapsError `RAW_BODY_MISSING` if something read the body before, `INVALID_REQUEST` for a value that is no
   * delivery.
   * @example
   * const result = await receiver.verify({ method: 'POST', target: '/webhooks/vzaps', headers: {}, body: '{}' });
   * if (result.kind === 'verified') process.stdout.write(result.event.type);
   */
  verify(delivery: Delivery): Promise<VerifiedDelivery | Outcome>;
  /**
   * Handles an event that needs no verification, such as one from a queue, from realtime or from a test. It is claimed like
   * a delivered event.
   *
   * @throws VZapsError `INVALID_REQUEST` for a value that is no event, `INVALID_OPTION` for a wrong option, and
   * for `force` if the store has no method `forget`, or together with `enqueue` and an inbox.
   * @example
   * import { parseEvent } from '@vzaps/core/events';
   *
   * await receiver.dispatch(parseEvent({ type: 'Connected', event: {} }), { instanceId: 'VZ123' });
   */
  dispatch(event: VZapsEvent, origin?: DispatchOrigin): Promise<Outcome>;
  /**
   * Handles a `Request` and returns its `Response`. It can be passed on without the receiver.
   *
   * @throws VZapsError `RAW_BODY_MISSING` if something read the body before.
   * @example
   * export const POST = receiver.fetch;
   */
  fetch: (request: Request) => Promise<Response>;
  /**
   * Calls `listener` once, when the receiver starts to close. `close()` waits for the promise that it returns. A receiver
   * that is closed already calls it at once.
   *
   * @returns A function that removes the listener.
   * @example
   * const remove = receiver.onClose(() => process.stdout.write('closing\n'));
   */
  onClose(listener: () => unknown): () => void;
  /**
   * Tells a probe whether events are handled. It asks neither the store nor the inbox, so it answers at once.
   *
   * A readiness probe fails only for `closing`: a store that is down is down for every process, and a process that gets
   * no deliveries does not recover sooner. Watch `degraded` with an alert.
   *
   * @example
   * const { status } = receiver.health();
   * export const isReady = status !== 'closing';
   */
  health(): ReceiverHealth;
  /**
   * Closes the receiver. New deliveries and events that wait are answered 503. The signal of running handlers aborts.
   *
   * Resolves once every handler ended and every outcome was passed to `onOutcome` and to its caller. That takes at most
   * `handlerTimeoutMs` and two seconds: a store or an inbox that hangs has one second to answer.
   *
   * @example
   * process.once('SIGTERM', () => receiver.close());
   */
  close(): Promise<void>;
}
