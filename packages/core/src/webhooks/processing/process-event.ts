import { VZapsError } from '../../errors.ts';
import type { VZapsEvent } from '../../events/index.ts';
import { isPromiseLike } from '../../shared/maybe-promise.ts';
import type { ClaimEvent } from '../idempotency/claim-event.ts';
import { createLeaseLostError, type Lease } from '../idempotency/lease.ts';
import type { Outcome, SettledOutcome } from '../outcome.ts';
import type { Backlog } from '../queue/backlog.ts';
import type { Job, KeyedQueue } from '../queue/keyed-queue.ts';
import type { HandlerRunner } from '../receiver/run-handlers.ts';
import { answerInFlightDuplicate, answerRejectedClaim, createSuperseded, type InFlightEvent } from './deduplicate.ts';
import { type EventIdentity, identifyEvent } from './event-identity.ts';
import { addVerification, createRetryLaterOutcome, type EventMetadata, estimateSize } from './event-metadata.ts';
import { createPartialCopies } from './partial-copies.ts';

export interface ProcessEventParts {
  handlers: HandlerRunner;
  /** `undefined`: no event is remembered. */
  claimEvent: ClaimEvent | undefined;
  queue: KeyedQueue;
  backlog: Backlog;
  partialWaitMs: number;
  handlerTimeoutMs: number;
}

type HandlerOutcome = Extract<Outcome, { kind: 'handled' | 'failed' } | { kind: SettledOutcome['kind'] }>;

export type ProcessEvent = (event: VZapsEvent, metadata: EventMetadata) => Promise<Outcome>;

/**
 * Creates the function that takes a verified event to its handlers: identity → partial copy → in-flight duplicate →
 * queue → claim → handlers → complete.
 */
export function createProcessEvent(parts: ProcessEventParts): ProcessEvent {
  const { handlers, claimEvent, queue, backlog, partialWaitMs, handlerTimeoutMs } = parts;
  const partialCopies = createPartialCopies(partialWaitMs, backlog);
  const inFlight = new Map<string, InFlightEvent>();

  async function processEvent(event: VZapsEvent, metadata: EventMetadata): Promise<Outcome> {
    handlers.notifyWatchers(event, metadata);
    if (handlers.isUnprocessable(event)) return addVerification<Outcome>({ kind: 'unprocessable', event }, metadata);
    if (!handlers.hasHandler(event.type)) return addVerification<Outcome>({ kind: 'unhandled', event }, metadata);

    const identity = identifyEvent(event, metadata.instanceId);
    const { claimKey, isPartial } = identity;
    if (claimKey === undefined) return handleInOrder(event, metadata, identity);

    if (!isPartial) partialCopies.announceComplete(claimKey);
    else if (!metadata.skipPartialWait) {
      const outcome = await waitForCompleteCopy(claimKey, event, metadata);
      if (outcome) return outcome;
    }

    if (handlers.isCalledWith(event)) return createOwnEventFailure(event, metadata);

    // A loop, since another copy may have taken its place while this one waited.
    for (let first = inFlight.get(claimKey); first; first = inFlight.get(claimKey)) {
      const outcome = await waitForInFlight(first, isPartial, event, metadata);
      if (outcome) return outcome;
    }

    const outcome = handleInOrder(event, metadata, identity);
    inFlight.set(claimKey, { outcome, isPartial });
    try {
      return await outcome;
    } finally {
      inFlight.delete(claimKey);
    }
  }

  /** Queue → claim → handlers → complete. Only promises are awaited: most stores and handlers are synchronous. */
  async function handleInOrder(event: VZapsEvent, metadata: EventMetadata, identity: EventIdentity): Promise<Outcome> {
    const { claimKey, queueKey, isPartial } = identity;
    // The position is taken before anything is awaited. So the order is that in which the bodies were read.
    const job = queue.append(queueKey, estimateSize(metadata));
    if (!job) return createRetryLaterOutcome('overloaded', event, metadata);
    try {
      let lease: Lease | undefined;
      if (claimEvent && claimKey !== undefined) {
        const { force, leaseMs } = metadata;
        const asked = force ? claimEvent.force(claimKey, isPartial, leaseMs) : claimEvent(claimKey, isPartial, leaseMs);
        const claim = isPromiseLike(asked) ? await asked : asked;
        metadata.timings?.mark('claim');
        if (claim.status === 'unknown') return createRetryLaterOutcome('overloaded', event, metadata, claim.error);
        if (claim.status !== 'claimed') return answerRejectedClaim(claim, isPartial, event, metadata);
        lease = claim;
      }

      const rejection = job.mustWait ? await waitForPosition(job, event, metadata, lease) : undefined;
      if (rejection) return rejection;
      if (backlog.isClosed) return await releaseUnhandled('overloaded', event, metadata, lease);
      // The lease has ended, or may end before its renewal. Another holder may have the event by then.
      if (lease && !lease.isLongEnough()) return await releaseUnhandled('busy', event, metadata, lease);

      const ran = handlers.run(event, metadata, lease);
      let errors = isPromiseLike(ran) ? await ran : ran;
      const settled = errors.length === 0 ? lease?.complete() : lease?.release();
      const isStillHeld = isPromiseLike(settled) ? await settled : settled;
      // The other holder may handle the event again, so this is no success.
      if (isStillHeld === false && errors.length === 0) errors = [createLeaseLostError()];
      metadata.timings?.mark('handle');
      const outcome: HandlerOutcome =
        errors.length === 0 ? { kind: 'handled', event } : { kind: 'failed', errors, event };
      if (lease?.storeError) outcome.storeError = lease.storeError.storeError;
      return addVerification(outcome, metadata);
    } finally {
      job.markDone();
    }
  }

  /** Takes no position in the queue. Resolves with an outcome if the partial copy is not handled. */
  async function waitForCompleteCopy(
    key: string,
    event: VZapsEvent,
    metadata: EventMetadata,
  ): Promise<Outcome | undefined> {
    const first = inFlight.get(key);
    const completeArrived =
      first && !first.isPartial ? true : await partialCopies.waitForComplete(key, estimateSize(metadata));
    metadata.timings?.mark('wait');
    if (completeArrived === undefined) return createRetryLaterOutcome('overloaded', event, metadata);
    return completeArrived ? createSuperseded(event, metadata) : undefined;
  }

  /** A duplicate waits for the first copy, at most as long as a handler may run, and gets the same outcome. */
  async function waitForInFlight(
    first: InFlightEvent,
    isPartial: boolean,
    event: VZapsEvent,
    metadata: EventMetadata,
  ): Promise<Outcome | undefined> {
    const outcome = await backlog.waitInside(first.outcome, handlerTimeoutMs, estimateSize(metadata));
    metadata.timings?.mark('wait');
    if (outcome === 'rejected') return createRetryLaterOutcome('overloaded', event, metadata);
    if (!outcome) return createRetryLaterOutcome('busy', event, metadata);
    return metadata.force ? undefined : answerInFlightDuplicate(first, outcome, isPartial, event, metadata);
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

/** Resolves with an outcome if the event cannot be handled now. */
async function waitForPosition(
  job: Job,
  event: VZapsEvent,
  metadata: EventMetadata,
  lease: Lease | undefined,
): Promise<Outcome | undefined> {
  const isNext = await job.waitUntilNext(lease);
  metadata.timings?.mark('wait');
  if (lease?.isLost) return { ...createRetryLaterOutcome('busy', event, metadata), ...lease.storeError };
  return isNext ? undefined : releaseUnhandled('overloaded', event, metadata, lease);
}

/** Releases the claim of an event that no handler has seen, so that the next delivery can claim it. */
async function releaseUnhandled(
  kind: 'busy' | 'overloaded',
  event: VZapsEvent,
  metadata: EventMetadata,
  lease: Lease | undefined,
): Promise<Outcome> {
  await lease?.release();
  return { ...createRetryLaterOutcome(kind, event, metadata), ...lease?.storeError };
}
