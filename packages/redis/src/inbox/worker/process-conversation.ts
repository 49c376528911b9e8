import type { VZapsEvent } from '@vzaps/core/events';
import type { Receiver } from '@vzaps/core/webhooks';
import { type DecodedEntry, decodeEntry } from '../add/entry.ts';
import { type Backoff, backoffDelay } from './backoff.ts';
import type { Conversations, NextEntry } from './conversations.ts';
import { type EntryResult, errorName, resultOf } from './entry-result.ts';

export interface ProcessingContext {
  conversations: Conversations;
  receiver: Pick<Receiver, 'dispatch'>;
  attempts: number;
  backoff: Backoff;
  /** Aborts when the worker closes: running handlers finish, and no further entry is started. */
  closing: AbortSignal;
  wake(conversation: string): void;
  /** Repeats a command that Redis refuses, for as long as the lease lasts. */
  retryWhileHeld<T>(ask: () => Promise<T>): Promise<T>;
  onDeadLetter(event: VZapsEvent): void;
}

// After this many entries, a conversation lets other conversations proceed.
const BATCH_SIZE = 50;

/**
 * Handles the entries of a conversation one after the other, until it is empty or its first entry must wait.
 *
 * @returns The milliseconds after which a worker must look again; undefined when no wake-up is needed.
 */
export async function processConversation(
  context: ProcessingContext,
  conversation: string,
  holder: string,
): Promise<number | undefined> {
  const { conversations, closing, wake } = context;
  let next = await conversations.take(conversation, holder);
  for (let started = 1; next.kind === 'head'; started += 1) {
    const entry = decodeEntry(next.entry);
    if (closing.aborted || started > BATCH_SIZE) {
      await conversations.retry(conversation, holder, entry.id, { delayMs: 0, countAttempt: false });
      return 0;
    }
    const { attempts } = next;
    const result = await handleEntry(context, entry, attempts);
    // Without the retries, an event that was handled would be handled again.
    const following = await context.retryWhileHeld(() =>
      settleEntry(context, conversation, holder, entry, attempts, result),
    );
    if (typeof following === 'number') return following;
    next = following;
  }
  if (next.kind === 'moved' && next.wake) wake(next.wake);
  return next.kind === 'wait' ? next.delayMs : undefined;
}

async function handleEntry(
  { receiver, attempts: maxAttempts, closing }: ProcessingContext,
  { event, instanceId, isForeign }: DecodedEntry,
  attempts: number,
): Promise<EntryResult> {
  if (isForeign) return { kind: 'hopeless', reason: 'not an entry of this inbox' };
  // All attempts are used, and the worker of the last one ended before it could store a result.
  if (attempts > maxAttempts) return { kind: 'hopeless', reason: 'its worker died' };
  try {
    // A partial copy has waited in the inbox.
    const options = { ...(instanceId !== undefined && { instanceId }), signal: closing, skipPartialWait: true };
    return resultOf(await receiver.dispatch(event, options));
  } catch (error) {
    return { kind: 'failed', reason: errorName(error) };
  }
}

/** Stores the result. Returns the next entry, or the milliseconds after which a worker must look again. */
async function settleEntry(
  { conversations, attempts: maxAttempts, backoff, closing, onDeadLetter }: ProcessingContext,
  conversation: string,
  holder: string,
  entry: DecodedEntry,
  attempts: number,
  result: EntryResult,
): Promise<NextEntry | number> {
  if (result.kind === 'done') return conversations.next(conversation, holder, entry.id);
  const isLastFailure = result.kind === 'failed' && !closing.aborted && attempts >= maxAttempts;
  if (result.kind === 'hopeless' || isLastFailure) {
    const failure = { at: Date.now(), attempts: Math.min(attempts, maxAttempts), reason: result.reason };
    if (await conversations.moveToDeadLetters(conversation, holder, entry.id, failure)) onDeadLetter(entry.event);
    return conversations.next(conversation, holder, '');
  }
  // A failure during shutdown does not count as an attempt.
  const countAttempt = result.kind === 'failed' && !closing.aborted;
  const delayMs = countAttempt ? backoffDelay(attempts, backoff) : result.kind === 'again' ? result.delayMs : 0;
  return conversations.retry(conversation, holder, entry.id, { delayMs, countAttempt });
}
