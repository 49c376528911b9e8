import type { VZapsEvent } from '../../events/index.ts';
import type { MaybePromise } from '../../shared/maybe-promise.ts';
import { isPromiseLike } from '../../shared/maybe-promise.ts';
import type { Leases, Taken } from '../idempotency/claim-event.ts';
import { type Lease, leaseLost } from '../idempotency/lease.ts';
import type { Outcome } from '../outcome.ts';
import type { WaitingRoom } from '../queue/backlog.ts';
import { createConflation } from '../queue/conflation.ts';
import type { Lanes, Turn } from '../queue/keyed-queue.ts';
import type { Identity } from './event-identity.ts';
import { type Facts, later, proofOf, sizeOf } from './event-metadata.ts';

export interface InTurnParts {
  /** Absent: nothing is remembered. */
  leases: Leases | undefined;
  lanes: Lanes;
  room: WaitingRoom;
  /** The types of events of which only the newest that waits is handled. */
  conflate: readonly string[];
  /** Runs the handlers of the event, and answers what they threw. */
  handle(event: VZapsEvent, facts: Facts, lease: Lease | undefined): MaybePromise<readonly unknown[]>;
}

/** Lane → claim → handlers. What is synchronous is not awaited: most stores and handlers are, most of the time. */
export function createInTurn(parts: InTurnParts) {
  const { leases, lanes, room, handle } = parts;
  const conflation = createConflation(parts.conflate);

  return async (event: VZapsEvent, facts: Facts, { key, lane, partial }: Identity): Promise<Outcome> => {
    // The place is taken before anything is awaited: the order is that in which the bodies were read.
    const turn = lanes.enter(lane, sizeOf(facts));
    if (!turn) return later('overloaded', event, facts);
    const conflated = conflation(event, lane);
    try {
      let lease: Lease | undefined;
      if (leases && key !== undefined) {
        const asked = leases.claim(key, partial);
        const claim = isPromiseLike(asked) ? await asked : asked;
        facts.watch?.lap('claim');
        if (claim.status === 'unknown') return later('overloaded', event, facts, claim.error);
        if (claim.status !== 'claimed') return taken(claim, event, facts, partial);
        lease = claim;
      }
      const refusal = turn.waits ? await untilTurn(turn, event, facts, lease) : undefined;
      if (refusal) return refusal;
      if (room.closed) return await giveBack('overloaded', event, facts, lease);
      // It has ended, or may end before it is renewed: somebody else may have the event by now, or soon.
      if (lease && !lease.lasts()) return await giveBack('busy', event, facts, lease);
      if (conflated?.superseded) return { kind: 'superseded', event, ...proofOf(facts) };
      conflated?.start();
      const ran = handle(event, facts, lease);
      let errors = isPromiseLike(ran) ? await ran : ran;
      const noted = errors.length === 0 ? lease?.complete() : lease?.release();
      const ours = isPromiseLike(noted) ? await noted : noted;
      // What another one holds by now may be handled there once more: no success.
      if (ours === false && errors.length === 0) errors = [leaseLost()];
      facts.watch?.lap('handle');
      return errors.length === 0
        ? { kind: 'handled', event, ...proofOf(facts), ...lease?.trouble }
        : { kind: 'failed', errors, event, ...proofOf(facts), ...lease?.trouble };
    } finally {
      conflated?.start();
      turn.leave();
    }
  };
}

/** Nothing where the turn has come. */
async function untilTurn(
  turn: Turn,
  event: VZapsEvent,
  facts: Facts,
  lease: Lease | undefined,
): Promise<Outcome | undefined> {
  const came = await turn.come(lease);
  facts.watch?.lap('wait');
  if (lease?.lost) return { ...later('busy', event, facts), ...lease.trouble };
  return came ? undefined : giveBack('overloaded', event, facts, lease);
}

/** No handler ran: whoever comes next may have it. */
async function giveBack(
  kind: 'busy' | 'overloaded',
  event: VZapsEvent,
  facts: Facts,
  lease: Lease | undefined,
): Promise<Outcome> {
  await lease?.release();
  return { ...later(kind, event, facts), ...lease?.trouble };
}

/** Another one has it, or had it. A partial copy gives way to a complete one, wherever that is. */
function taken(claim: Taken, event: VZapsEvent, facts: Facts, partial: boolean): Outcome {
  // Only where the store says so: the copy that runs elsewhere may be this very one, delivered again, and may fail.
  if (partial && claim.partial === false) return { kind: 'superseded', event, ...proofOf(facts) };
  if (claim.status === 'busy') return later('busy', event, facts);
  const completesPartial = !partial && claim.partial === true;
  return { kind: 'duplicate', event, ...(completesPartial && { completesPartial }), ...proofOf(facts) };
}
