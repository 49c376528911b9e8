import type { VZapsEvent } from '../../events/index.ts';
import type { RejectedClaim } from '../idempotency/claim-event.ts';
import type { Outcome, SettledOutcome } from '../outcome.ts';
import { addVerification, createRetryLaterOutcome, type EventMetadata } from './event-metadata.ts';
import type { InFlightEvent } from './in-flight.ts';

/**
 * The outcome of a copy whose event was in flight in this process, once that outcome is known. `undefined` if this copy
 * must be handled after all: it is complete, and the partial copy in front of it was not handled.
 */
export function answerInFlightDuplicate(
  first: Pick<InFlightEvent, 'isPartial'>,
  outcome: Outcome,
  isPartial: boolean,
  event: VZapsEvent,
  metadata: EventMetadata,
): Outcome | undefined {
  const completesPartial = first.isPartial && !isPartial;
  if (outcome.kind !== 'handled') return completesPartial ? undefined : outcome;
  if (isPartial && !first.isPartial) return createSuperseded(event, metadata);
  return createDuplicate(event, metadata, completesPartial);
}

/** The outcome of an event that the idempotency store did not let this process claim. */
export function answerRejectedClaim(
  claim: RejectedClaim,
  isPartial: boolean,
  event: VZapsEvent,
  metadata: EventMetadata,
): Outcome {
  // If the store does not say which copy has the claim, it may be an earlier delivery of this copy, which may still fail.
  if (isPartial && claim.partial === false) return createSuperseded(event, metadata);
  if (claim.status === 'busy') return createRetryLaterOutcome('busy', event, metadata);
  return createDuplicate(event, metadata, !isPartial && claim.partial === true);
}

/** The outcome of a partial copy whose complete copy is handled instead. */
export function createSuperseded(event: VZapsEvent, metadata: EventMetadata): Outcome {
  return addVerification<SettledOutcome>({ kind: 'superseded', event }, metadata);
}

function createDuplicate(event: VZapsEvent, metadata: EventMetadata, completesPartial: boolean): Outcome {
  const outcome: SettledOutcome = { kind: 'duplicate', event, ...(completesPartial && { completesPartial }) };
  return addVerification(outcome, metadata);
}
