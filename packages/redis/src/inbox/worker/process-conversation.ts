import type { VZapsEvent } from '@vzaps/core/events';
import type { Receiver } from '@vzaps/core/webhooks';
import { type DecodedEntry, decodeEntry } from '../add/entry.ts';
import { type Backoff, backoffDelay } from './backoff.ts';
import type { Conversations, Failure, NextEntry } from './conversations.ts';
import { type EntryResult, errorName, resultOf } from './entry-result.ts';
import type { ProcessGate } from './process-gate.ts';

export interface ProcessingContext {
  conversations: Conversations;
  receiver: Pick<Receiver, 'dispatch'>;
  gate: ProcessGate;
  attempts: number;
  backoff: Backoff;
  leaseMs: number;
  /** Aborts when the worker closes: running handlers finish, and no other entry starts. */
  closing: AbortSignal;
  wake(conversation: string): void;
  /** Repeats a command that Redis refuses, for as long as the lease lasts. */
  retryWhileHeld<T>(ask: () => Promise<T>): Promise<T>;
  onDeadLetter(event: VZapsEvent): void;
}

/** An attempt of an entry. */
interface Attempt {
  conversation: string;
  holder: string;
  entry: DecodedEntry;
  attempts: number;
  firstError: string;
  /** Whether the worker leaves the conversation after this entry. */
  isLast: boolean;
}

// After this many entries, a conversation lets other conversations proceed.
const BATCH_SIZE = 50;

/**
 * Handles the entries of a conversation one after the other, until it is empty or its first entry must wait. An entry that
 * may have ended a process runs alone in this process.
 *
 * @returns The milliseconds after which a worker must look again; undefined when no wake-up is needed.
 */
export async function processConversation(
  context: ProcessingContext,
  conversation: string,
  holder: string,
): Promise<number | undefined> {
  const { conversations, gate, wake } = context;
  let next = await gate.runBeside(async () =>
    processEntries(context, conversation, holder, await conversations.take(conversation, holder, false), false),
  );
  if (next.kind === 'suspect') {
    next = await gate.runAlone(async () =>
      processEntries(context, conversation, holder, await conversations.take(conversation, holder, true), true),
    );
  }
  if (next.kind === 'moved' && next.wake) wake(next.wake);
  return next.kind === 'wait' ? next.delayMs : undefined;
}

/** Returns what follows after the last entry that was handled. */
async function processEntries(
  context: ProcessingContext,
  conversation: string,
  holder: string,
  first: NextEntry,
  alone: boolean,
): Promise<NextEntry> {
  const { conversations, closing, gate } = context;
  let next = first;
  for (let started = 1; next.kind === 'head'; started += 1) {
    const entry = decodeEntry(next.entry);
    if (closing.aborted) {
      await conversations.retry(conversation, holder, entry.id, { delayMs: 0, countAttempt: false });
      return { kind: 'wait', delayMs: 0 };
    }
    const { attempts, firstError } = next;
    const result = await handleEntry(context, entry, attempts);
    const isLast = alone || started >= BATCH_SIZE || closing.aborted || gate.isAwaited;
    const attempt = { conversation, holder, entry, attempts, firstError, isLast };
    // Without the retries, an event that was handled would be handled again.
    next = await context.retryWhileHeld(() => settleEntry(context, attempt, result));
  }
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
        // The claim of a killed worker must not block the event for longer than the worker's lock.
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
  { conversation, holder, entry, attempts, firstError, isLast }: Attempt,
  result: EntryResult,
): Promise<NextEntry> {
  if (result.kind === 'done') return conversations.next(conversation, holder, entry.id, isLast);
  // A failure during shutdown does not count as an attempt.
  const isFailure = result.kind === 'failed' && !closing.aborted;
  if (result.kind === 'hopeless' || (isFailure && attempts >= maxAttempts)) {
    const failure: Failure = { at: Date.now(), attempts: Math.min(attempts, maxAttempts), reason: result.reason };
    const lastError = result.kind === 'failed' ? result.reason : firstError;
    if (lastError) Object.assign(failure, { firstError: firstError || lastError, lastError });
    if (await conversations.moveToDeadLetters(conversation, holder, entry.id, failure)) onDeadLetter(entry.event);
    return conversations.next(conversation, holder, '', isLast);
  }
  const delayMs = isFailure ? backoffDelay(attempts, backoff) : result.kind === 'again' ? result.delayMs : 0;
  const next = { delayMs, countAttempt: isFailure, ...(isFailure && { error: result.reason }) };
  return { kind: 'wait', delayMs: await conversations.retry(conversation, holder, entry.id, next) };
}
