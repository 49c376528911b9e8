import { VZapsError } from '../../errors.ts';
import type { EventOf, VZapsEvent } from '../../events/index.ts';
import type { Abortable } from '../../shared/abort-listener.ts';
import { isPromiseLike, type MaybePromise } from '../../shared/maybe-promise.ts';
import { withTimeout } from '../../shared/with-timeout.ts';
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
  /** Whether a handler waits for this event, which cannot be typed. */
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

  let calledWith: VZapsEvent | undefined;

  function runAll(
    handlers: readonly AnyHandler[],
    event: VZapsEvent,
    metadata: EventMetadata,
    lease: Lease | undefined,
  ): MaybePromise<readonly unknown[]> {
    const { signal: callerSignal } = metadata;
    const signal = createLazySignal(callerSignal ? [shutdownSignal, callerSignal] : [shutdownSignal]);
    const started: MaybePromise<Thrown>[] = [];
    const outer = calledWith;
    calledWith = event;
    for (const handler of handlers) started.push(startHandler(handler, event, metadata, signal, client, media));
    calledWith = outer;
    if (started.some(isPromiseLike)) return waitForHandlers(started, signal, handlerTimeoutMs, lease);
    // Synchronous handlers have ended, and need no timer.
    signal.release();
    return collectErrors(started as Thrown[]);
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

/** The value that a handler threw. It is in an array, because a handler can also throw `undefined`. */
type Thrown = [unknown] | undefined;

function startHandler(
  handler: AnyHandler,
  event: VZapsEvent,
  metadata: EventMetadata,
  signal: LazySignal,
  client: ClientOption | undefined,
  media: MediaOptions | undefined,
): MaybePromise<Thrown> {
  try {
    const result = handler(event, createContext(event, metadata, signal, client, media));
    return isPromiseLike(result) ? Promise.resolve(result).then(returnNothing, wrapThrown) : undefined;
  } catch (error) {
    return [error];
  }
}

const returnNothing = (): undefined => undefined;
const wrapThrown = (error: unknown): Thrown => [error];

async function waitForHandlers(
  started: readonly MaybePromise<Thrown>[],
  signal: LazySignal,
  timeoutMs: number,
  lease: Lease | undefined,
): Promise<readonly unknown[]> {
  try {
    const all = await withTimeout(Promise.all(started), timeoutMs, { heartbeat: lease, ignoreBlockedTime: true });
    if (all) return collectErrors(all);
    const error = lease?.isLost ? createLeaseLostError() : createTimeoutError(timeoutMs);
    signal.abort(error);
    return [error];
  } finally {
    signal.release();
  }
}

const NO_ERRORS: readonly unknown[] = [];

function collectErrors(thrown: readonly Thrown[]): readonly unknown[] {
  return thrown.some((each) => each) ? thrown.flatMap((each) => each ?? []) : NO_ERRORS;
}

function createTimeoutError(timeoutMs: number): VZapsError {
  return new VZapsError(
    'HANDLER_TIMEOUT',
    `A handler was still running after ${timeoutMs} ms. Pass ctx.signal to the calls that it awaits, or raise the option ` +
      '`handlerTimeoutMs` of createReceiver(). A handler must not wait for itself: for receiver.close(), or for ' +
      'receiver.dispatch() with an event of the same conversation.',
  );
}
