import type { EventOf, VZapsEvent } from '../../events/index.ts';
import type { Abortable } from '../../shared/abort-listener.ts';
import { isPromiseLike, type MaybePromise } from '../../shared/maybe-promise.ts';
import type { Lease } from '../idempotency/lease.ts';
import type { MediaOptions } from '../messages/media/download.ts';
import type { EventMetadata } from '../processing/event-metadata.ts';
import type { Activity } from './activity.ts';
import type { ClientOption } from './client-port.ts';
import { createContext } from './context.ts';
import { type AnyHandler, type HandlerRegistry, isUnprocessable } from './handler-registry.ts';
import { createLazySignal } from './lazy-signal.ts';
import { RunningHandlers } from './running-handlers.ts';

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
