import { VZapsError } from '../../errors.ts';
import type { EventOf, VZapsEvent } from '../../events/index.ts';
import type { Abortable } from '../../shared/abort-listener.ts';
import { isPromiseLike, type MaybePromise } from '../../shared/maybe-promise.ts';
import { Deadline, type DeadlineOwner } from '../../shared/with-timeout.ts';
import { createLeaseLostError, type Lease } from '../idempotency/lease.ts';
import type { MediaOptions } from '../messages/media/download.ts';
import type { EventMetadata } from '../processing/event-metadata.ts';
import type { Activity } from './activity.ts';
import type { ClientOption } from './client-port.ts';
import { createContext } from './context.ts';
import { type AnyHandler, type HandlerRegistry, isUnprocessable } from './handler-registry.ts';
import { createLazySignal, type LazySignal } from './lazy-signal.ts';

export interface HandlerRunnerParts {
  registry: HandlerRegistry;
  client: ClientOption | undefined;
  /** What `ctx.download()` may request. */
  media: MediaOptions | undefined;
  handlerTimeoutMs: number;
  /** Aborts the handlers' signal when the receiver closes. */
  shutdownSignal: Abortable;
  activity: Activity;
}

export interface HandlerRunner {
  hasHandler(type: string): boolean;
  /** Whether this event cannot be typed although a handler is registered for its type. */
  isUnprocessable(event: VZapsEvent): event is EventOf<'Unknown'>;
  /**
   * Runs all handlers of the event at the same time. Returns the values that they threw.
   *
   * When the time is over or the lease is lost, the handlers' signal aborts and the result is an error, whether or not a
   * handler reacts to its signal.
   */
  run(event: VZapsEvent, metadata: EventMetadata, lease: Lease | undefined): MaybePromise<readonly unknown[]>;
  /**
   * Whether a handler of this event is being called right now. Returns `false` after the handler's first `await`, because
   * JavaScript does not show which call continues after an `await`.
   */
  isCalledWith(event: VZapsEvent): boolean;
  /** Runs the watchers of `onAny`. They do not change the outcome, so nothing waits for them. */
  notifyWatchers(event: VZapsEvent, metadata: EventMetadata): void;
}

export function createHandlerRunner(parts: HandlerRunnerParts): HandlerRunner {
  const { registry, client, media, handlerTimeoutMs, shutdownSignal, activity } = parts;
  const { watchers } = registry;

  const sources = [shutdownSignal];
  let calledWith: VZapsEvent | undefined;

  function runAll(
    handlers: readonly AnyHandler[],
    event: VZapsEvent,
    metadata: EventMetadata,
    lease: Lease | undefined,
  ): MaybePromise<readonly unknown[]> {
    const callerSignal = metadata.signal;
    const signal = createLazySignal(callerSignal ? [shutdownSignal, callerSignal] : sources);
    let running: RunningHandlers | undefined;
    let errors: unknown[] | undefined;
    const outer = calledWith;
    calledWith = event;
    for (const handler of handlers) {
      try {
        const result = handler(event, createContext(event, metadata, signal, client, media));
        if (isPromiseLike(result)) {
          running ??= new RunningHandlers(signal, handlerTimeoutMs, lease);
          running.add(result);
        }
      } catch (error) {
        errors ??= [];
        errors.push(error);
      }
    }
    calledWith = outer;
    if (running) return running.waitForEnd(errors);
    // Synchronous handlers have ended, and need no timer.
    signal.release();
    return errors ?? NO_ERRORS;
  }

  async function runWatchers(event: VZapsEvent, metadata: EventMetadata): Promise<void> {
    activity.begin();
    try {
      await runAll(watchers, event, metadata, undefined);
    } finally {
      activity.end();
    }
  }

  return {
    hasHandler: (type) => registry.listHandlers(type).length > 0,
    isUnprocessable: (event) => isUnprocessable(registry, event),
    run: (event, metadata, lease) => runAll(registry.listHandlers(event.type), event, metadata, lease),
    isCalledWith: (event) => calledWith === event,
    notifyWatchers(event, metadata) {
      if (watchers.length > 0) runWatchers(event, metadata);
    },
  };
}

const NO_ERRORS: readonly unknown[] = [];

/**
 * The handlers of one event that returned a promise. The wait for all of them ends when their time is over, or their lease is
 * lost. Then their signal aborts.
 *
 * It uses one promise and no async function, because a waiting event keeps the memory of each.
 */
class RunningHandlers implements DeadlineOwner {
  declare private readonly signal: LazySignal;
  declare private readonly timeoutMs: number;
  declare private readonly lease: Lease | undefined;
  private readonly errors: unknown[] = [];
  private count = 0;
  private deadline: Deadline | undefined;
  private resolve: ((errors: readonly unknown[]) => void) | undefined;

  constructor(signal: LazySignal, timeoutMs: number, lease: Lease | undefined) {
    this.signal = signal;
    this.timeoutMs = timeoutMs;
    this.lease = lease;
  }

  add(result: PromiseLike<unknown>): void {
    this.count += 1;
    // A thenable of another kind may settle twice, or throw.
    const promise = result instanceof Promise ? result : Promise.resolve(result);
    promise.then(
      () => this.end(),
      (error) => {
        this.errors.push(error);
        this.end();
      },
    );
  }

  /**
   * Resolves with the values that the handlers threw.
   *
   * @param thrown What other handlers of the event threw at once.
   */
  waitForEnd(thrown: readonly unknown[] | undefined): Promise<readonly unknown[]> {
    if (thrown) this.errors.push(...thrown);
    // Most async handlers decide at once that the event is not for them. They need no timer, which takes 1 µs.
    Promise.resolve().then(() => this.startDeadline());
    return new Promise((resolve) => {
      this.resolve = resolve;
    });
  }

  onDeadline(): void {
    const error = this.lease?.isLost ? createLeaseLostError() : createTimeoutError(this.timeoutMs);
    this.signal.abort(error);
    this.settle([error]);
  }

  private startDeadline(): void {
    if (this.resolve) this.deadline = new Deadline(this, this.timeoutMs, this.lease, true);
  }

  private end(): void {
    this.count -= 1;
    if (this.count === 0) this.settle(this.errors);
  }

  private settle(errors: readonly unknown[]): void {
    this.deadline?.clear();
    this.signal.release();
    this.resolve?.(errors);
    this.resolve = undefined;
  }
}

function createTimeoutError(timeoutMs: number): VZapsError {
  return new VZapsError(
    'HANDLER_TIMEOUT',
    `A handler was still running after ${timeoutMs} ms. Pass ctx.signal to the calls that it awaits, or raise the option ` +
      '`handlerTimeoutMs` of createReceiver(). A handler must not wait for itself: for receiver.close(), or for ' +
      'receiver.dispatch() with an event of the same conversation.',
  );
}
