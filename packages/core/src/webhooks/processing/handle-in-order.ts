import type { VZapsEvent } from '../../events/index.ts';
import { isPromiseLike, type MaybePromise } from '../../shared/maybe-promise.ts';
import type { RecentMap } from '../../shared/recent-map.ts';
import type { ClaimEvent, RejectedClaim, UnknownClaim } from '../idempotency/claim-event.ts';
import { createLeaseLostError, type Lease } from '../idempotency/lease.ts';
import type { Outcome, SettledOutcome } from '../outcome.ts';
import type { Backlog } from '../queue/backlog.ts';
import type { Job, KeyedQueue } from '../queue/keyed-queue.ts';
import type { HandlerRunner } from '../receiver/run-handlers.ts';
import { answerRejectedClaim } from './deduplicate.ts';
import type { EventIdentity } from './event-identity.ts';
import { addVerification, createRetryLaterOutcome, type EventMetadata, estimateSize } from './event-metadata.ts';
import type { InFlightEvent } from './in-flight.ts';

export interface HandlingParts {
  handlers: HandlerRunner;
  /** `undefined`: no event is remembered. */
  claimEvent: ClaimEvent | undefined;
  queue: KeyedQueue;
  backlog: Backlog;
}

type HandlerOutcome = Extract<Outcome, { kind: 'handled' | 'failed' } | { kind: SettledOutcome['kind'] }>;

/**
 * Queue → claim → handlers → complete. The result is a promise only if a store, a handler or a job in front is waited for:
 * most stores and handlers are synchronous.
 */
export function handleInOrder(
  parts: HandlingParts,
  event: VZapsEvent,
  metadata: EventMetadata,
  identity: EventIdentity,
  inFlight?: RecentMap<InFlightEvent>,
): MaybePromise<Outcome> {
  // The position is taken before anything is awaited. So the order is that in which the bodies were read.
  const job = parts.queue.append(identity.queueKey, estimateSize(metadata));
  const key = inFlight && identity.claimKey;
  let outcome: MaybePromise<Outcome> | undefined;
  try {
    outcome = job
      ? new Handling(parts, event, metadata, identity, job).claim()
      : createRetryLaterOutcome('overloaded', event, metadata);
  } finally {
    if (!isPromiseLike(outcome)) end(job, inFlight, key);
  }
  if (!isPromiseLike(outcome)) return outcome;
  job?.allowSuccessors();
  return endLater(outcome, job, inFlight, key);
}

/**
 * Ends the job and the in-flight entry in one async function, because each async function takes 0.2 kB while the event
 * waits.
 */
async function endLater(
  outcome: Promise<Outcome>,
  job: Job | undefined,
  inFlight: RecentMap<InFlightEvent> | undefined,
  key: string | undefined,
): Promise<Outcome> {
  try {
    return await outcome;
  } finally {
    end(job, inFlight, key);
  }
}

function end(job: Job | undefined, inFlight: RecentMap<InFlightEvent> | undefined, key: string | undefined): void {
  job?.markDone();
  if (key !== undefined) inFlight?.delete(key);
}

/** One event on its way through the steps. Each step calls the next one: at once, or when its answer arrives. */
class Handling {
  declare private readonly parts: HandlingParts;
  declare private readonly event: VZapsEvent;
  declare private readonly metadata: EventMetadata;
  declare private readonly identity: EventIdentity;
  declare private readonly job: Job;
  private lease: Lease | undefined;
  /** Whether time has passed since the claim. */
  private hasWaited = false;

  constructor(parts: HandlingParts, event: VZapsEvent, metadata: EventMetadata, identity: EventIdentity, job: Job) {
    this.parts = parts;
    this.event = event;
    this.metadata = metadata;
    this.identity = identity;
    this.job = job;
  }

  claim(): MaybePromise<Outcome> {
    const { claimEvent } = this.parts;
    const { claimKey, isPartial } = this.identity;
    if (claimEvent === undefined || claimKey === undefined) return this.takePosition();
    const { force, leaseMs } = this.metadata;
    const claim = force ? claimEvent.force(claimKey, isPartial, leaseMs) : claimEvent(claimKey, isPartial, leaseMs);
    if (!isPromiseLike(claim)) return this.readClaim(claim);
    this.hasWaited = true;
    return claim.then((answer) => this.readClaim(answer));
  }

  private readClaim(claim: Lease | RejectedClaim | UnknownClaim): MaybePromise<Outcome> {
    const { event, metadata } = this;
    metadata.timings?.mark('claim');
    if (claim.status === 'unknown') return createRetryLaterOutcome('overloaded', event, metadata, claim.error);
    if (claim.status !== 'claimed') return answerRejectedClaim(claim, this.identity.isPartial, event, metadata);
    this.lease = claim;
    return this.takePosition();
  }

  private takePosition(): MaybePromise<Outcome> {
    return this.job.mustWait ? this.waitForPosition() : this.runHandlers();
  }

  private async waitForPosition(): Promise<Outcome> {
    const { event, metadata, lease, job } = this;
    this.hasWaited = true;
    const isNext = await job.waitUntilNext(lease);
    metadata.timings?.mark('wait');
    if (lease?.isLost) return { ...createRetryLaterOutcome('busy', event, metadata), ...lease.storeError };
    return isNext ? this.runHandlers() : this.releaseUnhandled('overloaded');
  }

  private runHandlers(): MaybePromise<Outcome> {
    const { lease } = this;
    if (this.parts.backlog.isClosed) return this.releaseUnhandled('overloaded');
    // The lease has ended, or may end before its renewal. Another holder may have the event by then.
    if (this.hasWaited && lease !== undefined && !lease.isLongEnough()) return this.releaseUnhandled('busy');
    const errors = this.parts.handlers.run(this.event, this.metadata, lease);
    return isPromiseLike(errors) ? errors.then((thrown) => this.settleLease(thrown)) : this.settleLease(errors);
  }

  private settleLease(errors: readonly unknown[]): MaybePromise<Outcome> {
    const isStillHeld = errors.length === 0 ? this.lease?.complete() : this.lease?.release();
    return isPromiseLike(isStillHeld)
      ? isStillHeld.then((isHeld) => this.createOutcome(errors, isHeld))
      : this.createOutcome(errors, isStillHeld);
  }

  private createOutcome(thrown: readonly unknown[], isStillHeld: boolean | undefined): Outcome {
    const { event, metadata, lease } = this;
    // The other holder may handle the event again, so this is no success.
    const errors = isStillHeld === false && thrown.length === 0 ? [createLeaseLostError()] : thrown;
    metadata.timings?.mark('handle');
    const outcome: HandlerOutcome =
      errors.length === 0 ? { kind: 'handled', event } : { kind: 'failed', errors, event };
    if (lease?.storeError) outcome.storeError = lease.storeError.storeError;
    return addVerification(outcome, metadata);
  }

  /** Releases the claim of an event that no handler has seen, so that the next delivery can claim it. */
  private async releaseUnhandled(kind: 'busy' | 'overloaded'): Promise<Outcome> {
    await this.lease?.release();
    return { ...createRetryLaterOutcome(kind, this.event, this.metadata), ...this.lease?.storeError };
  }
}
