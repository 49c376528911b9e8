import type { VZapsEvent } from '../../events/index.ts';
import { SOON } from '../../shared/await-answer.ts';
import { receiveRequest } from '../delivery/fetch-handler.ts';
import { createOpener } from '../delivery/verify-and-parse.ts';
import { createLeases } from '../idempotency/claim-event.ts';
import type { Lease } from '../idempotency/lease.ts';
import { memoryStore } from '../idempotency/memory-store.ts';
import { createObserver } from '../observability/observer.ts';
import type { Stopwatch } from '../observability/timings.ts';
import type { Outcome, VerifiedDelivery } from '../outcome.ts';
import { createEnqueue } from '../processing/enqueue.ts';
import { type Facts, proofOf } from '../processing/event-metadata.ts';
import { createDispatch } from '../processing/process-event.ts';
import { createWaitingRoom } from '../queue/backlog.ts';
import { createLanes } from '../queue/keyed-queue.ts';
import { createPending } from './activity.ts';
import type { ClientOption } from './client-port.ts';
import { createContext } from './context.ts';
import { type AnyHandler, createHandlers } from './handler-registry.ts';
import type { Receiver, ReceiverOptions } from './receiver.ts';
import { runHandlers } from './run-handlers.ts';
import { CLOSED, createClosing } from './shutdown.ts';

/**
 * The webhook receiver: verify → type → claim → handle. Events of one conversation are handled one after the
 * other in the order of their arrival; what is answered with 2xx is done, or safely stored by the inbox.
 *
 * @throws VZapsError `INVALID_OPTION`.
 */
export function createReceiver<C extends ClientOption | undefined = undefined>(
  options: ReceiverOptions<C>,
): Receiver<C> {
  const { client, idempotency = memoryStore(), inbox, handlerTimeoutMs = 30_000 } = options;
  const handlers = createHandlers();
  const watchers: AnyHandler[] = [];
  const closing = createClosing();
  const observer = createObserver(options.onOutcome);
  // What `close()` waits for.
  const pending = createPending();
  const room = createWaitingRoom(options.maxWaiting ?? 10_000, options.maxWaitingBytes ?? 64 * 1024 * 1024);

  const open = createOpener({
    verify: options.verify,
    bodyLimit: options.bodyLimit ?? 10 * 1024 * 1024,
    bodyTimeoutMs: options.bodyTimeoutMs ?? 10_000,
    room,
  });
  const claimAndHandle = createDispatch({
    leases: idempotency ? createLeases(idempotency, handlerTimeoutMs, closing.wait) : undefined,
    room,
    // A turn is its handlers and what the store is asked before and after.
    lanes: createLanes({ maxConcurrency: options.maxConcurrency ?? 256, room, turnMs: handlerTimeoutMs + 2 * SOON }),
    conflate: options.conflate ?? [],
    partialWaitMs: options.partialWaitMs ?? 2_000,
    handlerTimeoutMs,
    handle: (event, facts, lease) => run(handlers.for(event.type), event, facts, lease),
  });
  const enqueue = inbox && createEnqueue(inbox, closing.wait);

  function run(list: readonly AnyHandler[], event: VZapsEvent, facts: Facts, lease?: Lease) {
    const { signal } = facts;
    return runHandlers(
      list.map((handler) => (lazy) => handler(event, createContext(event, facts, lazy, client))),
      { timeoutMs: handlerTimeoutMs, abortedBy: signal ? [closing.signal, signal] : [closing.signal], lease },
    );
  }

  async function dispatch(event: VZapsEvent, facts: Facts): Promise<Outcome> {
    if (watchers.length > 0) runWatchers(event, facts);
    if (handlers.isUnprocessable(event)) return { kind: 'unprocessable', event, ...proofOf(facts) };
    if (handlers.for(event.type).length === 0) return { kind: 'unhandled', event, ...proofOf(facts) };
    return claimAndHandle(event, facts);
  }

  async function runWatchers(event: VZapsEvent, facts: Facts): Promise<void> {
    pending.begin();
    try {
      await run(watchers, event, facts);
    } finally {
      pending.end();
    }
  }

  /** Takes nothing while closing; tells the observers of every outcome. */
  async function told<T extends Outcome | VerifiedDelivery>(
    work: (watch?: Stopwatch) => Promise<T>,
  ): Promise<T | Outcome> {
    const stopwatch = observer.start();
    pending.begin();
    try {
      const result: T | Outcome = closing.signal.aborted ? { ...CLOSED } : await work(stopwatch);
      if (stopwatch && result.kind !== 'verified') observer.tell(result, stopwatch);
      return result;
    } finally {
      pending.end();
    }
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
      told(async (watch) => {
        const opened = await open(delivery, watch);
        if (opened.kind !== 'verified') return opened;
        const { event, size } = opened;
        const facts = { ...proofOf(opened), delivery, size, watch };
        return enqueue && !handlers.isUnprocessable(event) ? enqueue(event, facts) : dispatch(event, facts);
      }),
    verify: (delivery) =>
      told(async (watch) => {
        const opened = await open(delivery, watch);
        if (opened.kind !== 'verified') return opened;
        const { size: _, ...rest } = opened;
        return handlers.isUnprocessable(rest.event) ? { ...rest, kind: 'unprocessable', event: rest.event } : rest;
      }),
    dispatch: (event, from = {}) => told((watch) => dispatch(event, { ...from, watch })),
    fetch: (request) => receiveRequest(receiver, request),
    close() {
      closing.abort();
      room.close();
      return pending.none();
    },
  };
  return receiver;
}
