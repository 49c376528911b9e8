import { VZapsError } from '../../errors.ts';
import type { VZapsEvent } from '../../events/index.ts';
import type { MaybePromise } from '../../shared/maybe-promise.ts';
import { RecentMap } from '../../shared/recent-map.ts';
import type { Outcome } from '../outcome.ts';
import { answerInFlightDuplicate, createSuperseded } from './deduplicate.ts';
import { type EventIdentity, identifyEvent } from './event-identity.ts';
import { addVerification, createRetryLaterOutcome, type EventMetadata, estimateSize } from './event-metadata.ts';
import { type HandlingParts, handleInOrder } from './handle-in-order.ts';
import { InFlightEvent } from './in-flight.ts';
import { createPartialCopies } from './partial-copies.ts';

export interface ProcessEventParts extends HandlingParts {
  partialWaitMs: number;
  handlerTimeoutMs: number;
}

export type ProcessEvent = (event: VZapsEvent, metadata: EventMetadata) => MaybePromise<Outcome>;

/**
 * Creates the function that takes a verified event to its handlers: identity → partial copy → in-flight duplicate →
 * queue → claim → handlers → complete. Its result is a promise only if something is waited for.
 */
export function createProcessEvent(parts: ProcessEventParts): ProcessEvent {
  const { handlers, backlog, partialWaitMs, handlerTimeoutMs } = parts;
  const partialCopies = createPartialCopies(partialWaitMs, backlog);
  const inFlight = new RecentMap<InFlightEvent>();

  function processEvent(event: VZapsEvent, metadata: EventMetadata): MaybePromise<Outcome> {
    handlers.notifyWatchers(event, metadata);
    if (handlers.isUnprocessable(event)) return addVerification<Outcome>({ kind: 'unprocessable', event }, metadata);
    if (!handlers.hasHandler(event.type)) return addVerification<Outcome>({ kind: 'unhandled', event }, metadata);

    const identity = identifyEvent(event, metadata.instanceId);
    const { claimKey, isPartial } = identity;
    if (claimKey === undefined) return handleInOrder(parts, event, metadata, identity);

    if (!isPartial) partialCopies.announceComplete(claimKey);
    else if (!metadata.skipPartialWait) return handleAfterWait(claimKey, event, metadata, identity);
    return handleOnce(claimKey, event, metadata, identity);
  }

  /** A partial copy waits before it is handled. It takes no position in the queue meanwhile. */
  async function handleAfterWait(
    key: string,
    event: VZapsEvent,
    metadata: EventMetadata,
    identity: EventIdentity,
  ): Promise<Outcome> {
    const first = inFlight.get(key);
    const completeArrived =
      first && !first.isPartial ? true : await partialCopies.waitForComplete(key, estimateSize(metadata));
    metadata.timings?.mark('wait');
    if (completeArrived === undefined) return createRetryLaterOutcome('overloaded', event, metadata);
    return completeArrived ? createSuperseded(event, metadata) : handleOnce(key, event, metadata, identity);
  }

  /** Handles the event, unless a copy of it is in flight in this process. */
  function handleOnce(
    key: string,
    event: VZapsEvent,
    metadata: EventMetadata,
    identity: EventIdentity,
  ): MaybePromise<Outcome> {
    if (handlers.isCalledWith(event)) return createOwnEventFailure(event, metadata);
    const first = inFlight.get(key);
    if (first) return handleAfterFirst(first, key, event, metadata, identity);
    const own = new InFlightEvent(identity.isPartial);
    inFlight.set(key, own);
    const outcome = handleInOrder(parts, event, metadata, identity, inFlight);
    own.settle(outcome);
    return outcome;
  }

  /** A duplicate waits for the first copy, at most as long as a handler may run, and gets the same outcome. */
  async function handleAfterFirst(
    first: InFlightEvent,
    key: string,
    event: VZapsEvent,
    metadata: EventMetadata,
    identity: EventIdentity,
  ): Promise<Outcome> {
    const outcome = await backlog.waitInside(first.outcome, handlerTimeoutMs, estimateSize(metadata));
    metadata.timings?.mark('wait');
    if (outcome === 'rejected') return createRetryLaterOutcome('overloaded', event, metadata);
    if (!outcome) return createRetryLaterOutcome('busy', event, metadata);
    const answer = metadata.force
      ? undefined
      : answerInFlightDuplicate(first, outcome, identity.isPartial, event, metadata);
    // Another copy may have become the first one while this one waited.
    return answer ?? handleOnce(key, event, metadata, identity);
  }

  return processEvent;
}

/** A handler that dispatches its own event would wait for itself until it times out. */
function createOwnEventFailure(event: VZapsEvent, metadata: EventMetadata): Outcome {
  const error = new VZapsError(
    'INVALID_REQUEST',
    'receiver.dispatch(): a handler dispatched the event that it handles, and would wait for itself. Call the function that ' +
      'handles the event instead.',
  );
  return addVerification<Outcome>({ kind: 'failed', errors: [error], event }, metadata);
}
