import type { VZapsEvent } from '../../events/index.ts';
import type { Outcome } from '../outcome.ts';
import type { WaitingRoom } from '../queue/backlog.ts';
import { identityOf } from './event-identity.ts';
import { type Facts, later, proofOf, sizeOf } from './event-metadata.ts';
import { createInTurn, type InTurnParts } from './handle-in-order.ts';
import { createTwins } from './partial-copies.ts';

export interface DispatchParts extends InTurnParts {
  room: WaitingRoom;
  partialWaitMs: number;
  handlerTimeoutMs: number;
}

/** The copy of an event that is being handled here. */
interface Running {
  readonly work: Promise<Outcome>;
  readonly partial: boolean;
}

/** Twins → duplicates of this process → claim and handle in turn. */
export function createDispatch(parts: DispatchParts): (event: VZapsEvent, facts: Facts) => Promise<Outcome> {
  const { room, handlerTimeoutMs } = parts;
  const inTurn = createInTurn(parts);
  const twins = createTwins(parts.partialWaitMs, room);
  const running = new Map<string, Running>();

  return async (event, facts) => {
    const identity = identityOf(event, facts.instanceId);
    const { key, partial } = identity;
    if (key === undefined) return inTurn(event, facts, identity);
    if (!partial) twins.came(key);
    else if (!facts.skipPartialWait) {
      const beaten = await waitForTwin(key, event, facts);
      if (beaten) return beaten;
    }
    for (let leader = running.get(key); leader; leader = running.get(key)) {
      const answer = await follow(leader, partial, event, facts);
      if (answer) return answer;
    }
    const work = inTurn(event, facts, identity);
    running.set(key, { work, partial });
    try {
      return await work;
    } finally {
      running.delete(key);
    }
  };

  /** Holds neither lane nor slot. An outcome where the partial copy goes no further. */
  async function waitForTwin(key: string, event: VZapsEvent, facts: Facts): Promise<Outcome | undefined> {
    const here = running.get(key);
    const came = here && !here.partial ? true : await twins.wait(key, sizeOf(facts));
    facts.watch?.lap('wait');
    if (came === undefined) return later('overloaded', event, facts);
    return came ? { kind: 'superseded', event, ...proofOf(facts) } : undefined;
  }

  /** A duplicate waits for the one that runs, at most as long as a handler may take, and answers as it does. */
  async function follow(
    leader: Running,
    partial: boolean,
    event: VZapsEvent,
    facts: Facts,
  ): Promise<Outcome | undefined> {
    const first = await room.waitSeated(leader.work, handlerTimeoutMs, sizeOf(facts));
    facts.watch?.lap('wait');
    if (first === 'away') return later('overloaded', event, facts);
    if (!first) return later('busy', event, facts);
    const completesPartial = leader.partial && !partial;
    if (first.kind === 'handled') {
      if (partial && !leader.partial) return { kind: 'superseded', event, ...proofOf(facts) };
      return { kind: 'duplicate', event, ...(completesPartial && { completesPartial }), ...proofOf(facts) };
    }
    // A complete copy is tried where its partial one was not handled.
    return completesPartial ? undefined : first;
  }
}
