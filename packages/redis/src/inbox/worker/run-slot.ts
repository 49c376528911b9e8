import type { VZapsEvent } from '@vzaps/core/events';
import type { Receiver } from '@vzaps/core/webhooks';
import { type DecodedEntry, decodeEntry } from '../add/entry.ts';
import { type Backoff, backoffDelay } from './backoff.ts';
import type { Conversations, Failure, NextEntry, NextMode, Slot } from './conversations.ts';
import { type EntryResult, errorName, resultOf } from './entry-result.ts';
import type { SharedExclusiveLock } from './shared-exclusive-lock.ts';

export interface ProcessingContext {
  conversations: Conversations;
  receiver: Pick<Receiver, 'dispatch'>;
  lock: SharedExclusiveLock;
  attempts: number;
  backoff: Backoff;
  leaseMs: number;
  /** Aborts when the worker closes: running handlers finish, and no other entry starts. */
  closing: AbortSignal;
  /** Repeats a command that Redis refuses, for as long as the lease lasts. */
  retryWhileHeld<T>(ask: () => Promise<T>): Promise<T>;
  onDeadLetter(event: VZapsEvent): void;
}

/** An attempt of an entry. */
interface Attempt {
  slot: Slot;
  entry: DecodedEntry;
  attempts: number;
  firstError: string;
  /** What the slot does after this entry. */
  mode: NextMode;
}

// After this many entries, a conversation lets other conversations proceed.
const BATCH_SIZE = 50;

/**
 * Takes a conversation and handles its entries one after the other, then those of another conversation, until there is
 * none. An entry that may have ended a process runs alone in this process.
 *
 * @param onFirst Gets what the slot found first.
 * @returns The milliseconds until a conversation can be taken; -1 when it is unknown.
 * @throws The error of a command that Redis refuses. The slot holds its conversation until the lease ends.
 */
export async function runSlot(
  context: ProcessingContext,
  slot: Slot,
  onFirst: (found: NextEntry) => void,
): Promise<number> {
  const { conversations, lock } = context;
  let next = await lock.runShared(async () => {
    const first = await conversations.next(slot, 'any');
    onFirst(first);
    return processEntries(context, slot, first, false);
  });
  if (next.kind === 'mustRunAlone') {
    slot.conversation = next.conversation;
    next = await lock.runExclusive(async () =>
      processEntries(context, slot, await conversations.next(slot, 'alone'), true),
    );
  }
  return next.waitMs;
}

/** Returns what follows after the last entry that was handled. */
async function processEntries(
  context: ProcessingContext,
  slot: Slot,
  first: NextEntry,
  alone: boolean,
): Promise<NextEntry> {
  const { conversations, closing, lock } = context;
  let next = first;
  for (let started = 1; next.kind === 'head'; started += 1) {
    if (next.conversation !== slot.conversation) started = 1;
    slot.conversation = next.conversation;
    const entry = decodeEntry(next.entry);
    if (closing.aborted) {
      await conversations.retry(slot, entry.id, { delayMs: 0, countAttempt: false });
      return { kind: 'none', waitMs: 0 };
    }
    const { attempts, firstError } = next;
    const result = await handleEntry(context, entry, attempts);
    const isLast = alone || closing.aborted || lock.hasWaiters;
    const mode = isLast ? 'stop' : started >= BATCH_SIZE ? 'any' : 'same';
    slot.changes += 1;
    // Without the retries, an event that was handled would be handled again.
    next = await context.retryWhileHeld(() =>
      settleEntry(context, { slot, entry, attempts, firstError, mode }, result),
    );
    slot.changes += 1;
    if (mode === 'any') started = 0;
  }
  slot.conversation = '';
  return next;
}

async function handleEntry(
  { receiver, attempts: maxAttempts, closing, leaseMs }: ProcessingContext,
  { event, instanceId, isForeign }: DecodedEntry,
  attempts: number,
): Promise<EntryResult> {
  if (isForeign) return { kind: 'hopeless', reason: 'not an entry of this inbox' };
  // All attempts are used, and the process of the last one ended before it could store a result.
  if (attempts > maxAttempts) return { kind: 'hopeless', reason: 'its worker died' };
  try {
    return resultOf(
      await receiver.dispatch(event, {
        ...(instanceId !== undefined && { instanceId }),
        signal: closing,
        // A partial copy has waited in the inbox.
        skipPartialWait: true,
        // The claim of a killed worker must not block the event for longer than the worker's lease.
        leaseMs,
      }),
    );
  } catch (error) {
    return { kind: 'failed', reason: errorName(error) };
  }
}

/** Stores the result. Returns what follows. */
async function settleEntry(
  { conversations, attempts: maxAttempts, backoff, closing, onDeadLetter }: ProcessingContext,
  { slot, entry, attempts, firstError, mode }: Attempt,
  result: EntryResult,
): Promise<NextEntry> {
  if (result.kind === 'done') return conversations.next(slot, mode, entry.id);
  // A failure during shutdown does not count as an attempt.
  const isFailure = result.kind === 'failed' && !closing.aborted;
  if (result.kind === 'hopeless' || (isFailure && attempts >= maxAttempts)) {
    const failure: Failure = { at: Date.now(), attempts: Math.min(attempts, maxAttempts), reason: result.reason };
    const lastError = result.kind === 'failed' ? result.reason : firstError;
    if (lastError) Object.assign(failure, { firstError: firstError || lastError, lastError });
    if (await conversations.moveToDeadLetters(slot, entry.id, failure)) onDeadLetter(entry.event);
    return conversations.next(slot, mode);
  }
  const delayMs = isFailure ? backoffDelay(attempts, backoff) : result.kind === 'again' ? result.delayMs : 0;
  const next = { delayMs, countAttempt: isFailure, ...(isFailure && { error: result.reason }) };
  await conversations.retry(slot, entry.id, next);
  return conversations.next(slot, mode === 'stop' ? 'stop' : 'any');
}
