import type { VZapsEvent } from '../events/index.ts';
import type { BaseContext } from './context.ts';
import type { IdempotencyStore } from './idempotency/idempotency-store.ts';
import { inTime } from './in-time.ts';
import type { Lanes } from './lanes.ts';
import type { Outcome } from './outcome.ts';
import { createTwins } from './twins.ts';

export interface DispatchParts {
  store: IdempotencyStore | false;
  lanes: Lanes;
  twinWindowMs: number;
  handlerTimeoutMs: number;
  /** Runs the handlers of the event, and answers what they threw. */
  handle(event: VZapsEvent, facts: DispatchFacts): Promise<readonly unknown[]>;
}

export interface DispatchFacts extends Omit<BaseContext, 'signal'> {
  retired?: true;
  /** The caller's own, beside the receiver's. */
  signal?: AbortSignal;
}

// Seconds after which VZaps may ask again. Whether it heeds this is unknown.
const RETRY_AFTER = 2;

/** Twins → duplicates of this process → lane → claim → handlers. */
export function createDispatch(parts: DispatchParts): (event: VZapsEvent, facts: DispatchFacts) => Promise<Outcome> {
  const { lanes, handlerTimeoutMs, handle } = parts;
  const twins = createTwins(parts.twinWindowMs);
  const running = new Map<string, Promise<Outcome>>();

  return async (event, facts) => {
    // What a body claims may keep apart two instances that receive one message id; it proves nothing else.
    const instance = facts.instanceId ?? event.claimedInstanceId ?? '';
    if (event.key === undefined) return handleInTurn(event, facts, instance);
    const key = `${instance}|${event.key}`;
    const partial = event.type === 'Message' && !event.complete;
    if (partial && (await twins.wait(key))) return { kind: 'superseded', event, ...proofOf(facts) };

    const leader = running.get(key);
    if (leader) return follow(leader, event, facts);
    const work = handleInTurn(event, facts, instance, key);
    running.set(key, work);
    if (!partial) twins.came(key);
    try {
      return await work;
    } finally {
      running.delete(key);
      if (!partial) twins.gone(key);
    }
  };

  async function handleInTurn(
    event: VZapsEvent,
    facts: DispatchFacts,
    instance: string,
    key?: string,
  ): Promise<Outcome> {
    // The place is taken before anything is awaited: the order is that in which the bodies were read.
    const conversation = 'conversation' in event ? event.conversation : undefined;
    const turn = lanes.enter(conversation && `${instance}|${conversation}`);
    if (!turn) return later('overloaded', event, facts);
    try {
      const store = key !== undefined && parts.store;
      // The lease covers the wait for the turn as well; in this process `running` covers it anyway.
      const claim = store ? await store.claim(key, handlerTimeoutMs * 2) : undefined;
      if (claim?.status === 'done') return { kind: 'duplicate', event, ...proofOf(facts) };
      if (claim?.status === 'busy') return later('busy', event, facts);
      if (turn.come) await turn.come;
      const errors = await handle(event, facts);
      if (store && claim) await settle(store, errors.length === 0 ? 'complete' : 'release', key, claim.token);
      return errors.length === 0
        ? { kind: 'handled', event, ...proofOf(facts) }
        : { kind: 'failed', errors, event, ...proofOf(facts) };
    } catch (error) {
      // Only the store can throw here, and only before a handler ran: nothing was done yet.
      return { ...later('overloaded', event, facts), error } as Outcome;
    } finally {
      turn.leave();
    }
  }

  /** A duplicate waits for the one that runs, at most as long as a handler may take, and answers as it does. */
  async function follow(leader: Promise<Outcome>, event: VZapsEvent, facts: DispatchFacts): Promise<Outcome> {
    const first = await inTime(leader, handlerTimeoutMs);
    if (!first) return later('busy', event, facts);
    return first.kind === 'handled' ? { kind: 'duplicate', event, ...proofOf(facts) } : first;
  }
}

/** The handlers have run: a store that fails now changes nothing of what was done, and its lease ends by itself. */
async function settle(store: IdempotencyStore, how: 'complete' | 'release', key: string, token: string): Promise<void> {
  try {
    await store[how](key, token);
  } catch {
    // See above.
  }
}

function later(kind: 'busy' | 'overloaded', event: VZapsEvent, facts: DispatchFacts): Outcome {
  return { kind, event, retryAfter: RETRY_AFTER, ...proofOf(facts) };
}

export function proofOf({ instanceId, retired }: DispatchFacts): { instanceId?: string; retired?: true } {
  return { ...(instanceId !== undefined && { instanceId }), ...(retired && { retired }) };
}
