import type { VZapsEvent } from '../events/index.ts';
import type { ClientOption } from './client-port.ts';
import { createContext } from './context.ts';
import { createDispatch, type DispatchFacts, proofOf } from './dispatch.ts';
import { receiveRequest } from './fetch.ts';
import { type AnyHandler, createHandlers } from './handlers.ts';
import { memoryStore } from './idempotency/memory-store.ts';
import { createLanes } from './lanes.ts';
import { createOpener } from './open-delivery.ts';
import type { Opened, Outcome } from './outcome.ts';
import type { Receiver, ReceiverOptions } from './receiver.ts';
import { runHandlers } from './run-handlers.ts';

// Waiting events cost memory, not work; over this many, VZaps keeps them in its log.
const MAX_WAITING = 10_000;
// Seconds: a closing process is replaced in less.
const CLOSING_RETRY_AFTER = 5;

/**
 * The webhook receiver: verify → type → claim → handle. Events of one conversation are handled one after the
 * other in the order of their arrival; what is answered with 2xx is done.
 *
 * @throws VZapsError `VERIFIER_REQUIRED`.
 */
export function createReceiver<C extends ClientOption | undefined = undefined>(
  options: ReceiverOptions<C>,
): Receiver<C> {
  const { client, onOutcome, handlerTimeoutMs = 30_000 } = options;
  const handlers = createHandlers();
  const watchers: AnyHandler[] = [];
  const closing = new AbortController();
  let pending = 0;
  let idle: () => void = () => {};
  let closed: Promise<void> | undefined;

  const open = createOpener({ verify: options.verify, bodyLimit: options.bodyLimit ?? 10 * 1024 * 1024 });
  const claimAndHandle = createDispatch({
    store: options.idempotency ?? memoryStore(),
    lanes: createLanes(options.maxConcurrency ?? 256, MAX_WAITING),
    twinWindowMs: options.twinWindowMs ?? 2_000,
    handlerTimeoutMs,
    handle: (event, facts) => run(handlers.for(event.type), event, facts),
  });

  function run(list: readonly AnyHandler[], event: VZapsEvent, found: DispatchFacts): Promise<readonly unknown[]> {
    const { retired: _, signal: callers, ...facts } = found;
    return runHandlers(
      list.map((handler) => (signal) => handler(event, createContext(event, facts, signal, client))),
      { timeoutMs: handlerTimeoutMs, abortedBy: callers ? [closing.signal, callers] : [closing.signal] },
    );
  }

  async function dispatch(event: VZapsEvent, facts: DispatchFacts): Promise<Outcome> {
    if (watchers.length > 0) track(() => run(watchers, event, facts));
    if (handlers.drifted(event)) return { kind: 'drifted', event, ...proofOf(facts) };
    if (handlers.for(event.type).length === 0) return { kind: 'unhandled', event, ...proofOf(facts) };
    return claimAndHandle(event, facts);
  }

  /** `close()` waits for what is tracked. */
  async function track<T>(work: () => Promise<T>): Promise<T> {
    pending += 1;
    try {
      return await work();
    } finally {
      pending -= 1;
      if (pending === 0) idle();
    }
  }

  /** Takes nothing while closing; tells `onOutcome` of everything else. */
  async function told<T extends Outcome | Opened>(work: () => Promise<T>): Promise<T | Outcome> {
    const start = performance.now();
    const result: T | Outcome = closing.signal.aborted
      ? { kind: 'overloaded', retryAfter: CLOSING_RETRY_AFTER }
      : await track(work);
    try {
      if (result.kind !== 'opened') onOutcome?.(result, { milliseconds: performance.now() - start });
    } catch {
      // A broken logger must not turn a handled event into a failed one.
    }
    return result;
  }

  const receiver: Receiver<C> = {
    on(type, handler) {
      handlers.add(type, handler as AnyHandler);
      return receiver;
    },
    onAny(handler) {
      watchers.push(handler as AnyHandler);
      return receiver;
    },
    receive: (delivery) =>
      told(async () => {
        const opened = await open(delivery);
        if (opened.kind !== 'opened') return opened;
        const { kind: _, event, ...proof } = opened;
        return dispatch(event, { ...proof, delivery });
      }),
    open: (delivery) =>
      told(async () => {
        const opened = await open(delivery);
        if (opened.kind !== 'opened' || !handlers.drifted(opened.event)) return opened;
        return { ...opened, kind: 'drifted', event: opened.event };
      }),
    dispatch: (event, from = {}) => told(() => dispatch(event, from)),
    fetch: (request) => receiveRequest(receiver, request),
    close() {
      closing.abort();
      if (pending === 0) return Promise.resolve();
      closed ??= new Promise((resolve) => {
        idle = resolve;
      });
      return closed;
    },
  };
  return receiver;
}
