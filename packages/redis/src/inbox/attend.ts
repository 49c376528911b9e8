import type { VZapsEvent } from '@vzaps/core/events';
import type { Receiver } from '@vzaps/core/webhooks';
import { type Backoff, delayAfter } from './backoff.ts';
import { type Restored, restore } from './entry.ts';
import type { Lanes, Taken } from './lanes.ts';
import { reasonOf, type Verdict, verdictOf } from './verdict.ts';

export interface AttendParts {
  lanes: Lanes;
  receiver: Pick<Receiver, 'dispatch'>;
  attempts: number;
  backoff: Backoff;
  /** Aborts when the worker closes: what runs finishes, and nothing more is begun. */
  closing: AbortSignal;
  ring(lane: string): void;
  /** Asks again while Redis refuses, for as long as a lease lasts. */
  insist<T>(ask: () => Promise<T>): Promise<T>;
  buried(event: VZapsEvent): void;
}

// A lane with many events lets others through after so many.
const AT_A_TIME = 50;

/**
 * Handles the events of a lane one after the other, until it is empty or its first one has to wait. Resolves with
 * the milliseconds after which somebody should look again.
 */
export async function attend(parts: AttendParts, lane: string, who: string): Promise<number | undefined> {
  const { lanes, closing, ring } = parts;
  let taken = await lanes.take(lane, who);
  for (let begun = 1; taken.kind === 'head'; begun += 1) {
    const entry = restore(taken.entry);
    if (closing.aborted || begun > AT_A_TIME) {
      await lanes.retry(lane, who, entry.id, { milliseconds: 0, count: false });
      return 0;
    }
    const { starts } = taken;
    const verdict = await handle(parts, entry, starts);
    // Left alone, what was handled would be handled again.
    const next = await parts.insist(() => settle(parts, lane, who, entry, starts, verdict));
    if (typeof next === 'number') return next;
    taken = next;
  }
  if (taken.kind === 'moved' && taken.ring) ring(taken.ring);
  return taken.kind === 'wait' ? taken.milliseconds : undefined;
}

async function handle({ receiver, attempts, closing }: AttendParts, entry: Restored, starts: number): Promise<Verdict> {
  const { event, instanceId, foreign } = entry;
  if (foreign) return { kind: 'hopeless', reason: 'no entry of this inbox' };
  // It was begun often enough, and who began it last did not live to say how it ended.
  if (starts > attempts) return { kind: 'hopeless', reason: 'its worker died' };
  try {
    // A partial copy has waited for its twin in the inbox.
    const from = { ...(instanceId !== undefined && { instanceId }), signal: closing, skipPartialWait: true };
    return verdictOf(await receiver.dispatch(event, from));
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) };
  }
}

/** What stands first in the lane now, or when to look again. */
async function settle(
  { lanes, attempts, backoff, closing, buried }: AttendParts,
  lane: string,
  who: string,
  entry: Restored,
  starts: number,
  verdict: Verdict,
): Promise<Taken | number> {
  if (verdict.kind === 'done') return lanes.next(lane, who, entry.id);
  const last = verdict.kind === 'failed' && !closing.aborted && starts >= attempts;
  if (verdict.kind === 'hopeless' || last) {
    const failure = { at: Date.now(), attempts: Math.min(starts, attempts), reason: verdict.reason };
    if (await lanes.bury(lane, who, entry.id, failure)) buried(entry.event);
    return lanes.next(lane, who, '');
  }
  // What failed because the worker closes is given back.
  const count = verdict.kind === 'failed' && !closing.aborted;
  const milliseconds = count ? delayAfter(starts, backoff) : verdict.kind === 'again' ? verdict.milliseconds : 0;
  return lanes.retry(lane, who, entry.id, { milliseconds, count });
}
