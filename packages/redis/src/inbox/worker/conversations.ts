import { randomUUID } from 'node:crypto';
import { type RedisCommands, runScript } from '../../connection/run-script.ts';
import { MOVE_TO_DEAD_LETTERS, RETRY, SWEEP, TAKE } from '../lua/scripts.generated.ts';

/** What a worker finds when it looks at a conversation. */
export type NextEntry =
  /** The first entry. `attempts` includes the attempt that starts now. `firstError`: its first failure, or ''. */
  | { kind: 'head'; attempts: number; entry: string; firstError: string }
  /** A process ended while it ran the first entry, so the entry must be taken again with `alone`. */
  | { kind: 'suspect' }
  /** The first entry is not due yet. */
  | { kind: 'wait'; delayMs: number }
  /** The wait of a partial copy has ended, and it is in its conversation now. `wake`: the conversation to wake, or ''. */
  | { kind: 'moved'; wake: string }
  | { kind: 'empty' }
  /** Another worker has taken the conversation over. */
  | { kind: 'lost' };

/** How an entry failed at its last attempt. */
export interface Failure {
  /** Milliseconds since 1970. */
  at: number;
  attempts: number;
  reason: string;
  /** Names of the first and the last error of its handlers. Absent when no handler failed. */
  firstError?: string;
  lastError?: string;
}

/** When the next attempt follows, and whether the last one counts. */
export interface NextAttempt {
  delayMs: number;
  countAttempt: boolean;
  /** The name of the error of the last attempt. */
  error?: string;
}

/** The most conversations that one sweep returns. */
export const SWEEP_LIMIT = 500;

/** Identifies this process among those that run entries. */
const PROCESS_ID = randomUUID();

/** The stored conversations, as one worker uses them. Only the `holder` that took a conversation last can change it. */
export interface Conversations {
  /** Takes the conversation over and starts its first entry. `alone`: this process runs no other entry. */
  take(conversation: string, holder: string, alone: boolean): Promise<NextEntry>;
  /** Removes the first entry, which was handled. Starts the next one, unless the entry before was the `last` one. */
  next(conversation: string, holder: string, handledId: string, last: boolean): Promise<NextEntry>;
  /**
   * Keeps the first entry for a later attempt. Returns the milliseconds until a worker must look again, which is 0 when
   * the entry is a partial copy whose complete copy was added meanwhile.
   */
  retry(conversation: string, holder: string, id: string, next: NextAttempt): Promise<number>;
  /**
   * Moves the first entry to the dead letters. Returns false when another worker has taken the conversation over, or when
   * the complete copy of this partial copy was added.
   */
  moveToDeadLetters(conversation: string, holder: string, id: string, failure: Failure): Promise<boolean>;
  /** Returns the conversations at which no worker has looked for `ageMs`, at most `SWEEP_LIMIT`. Their wake-up was lost. */
  sweep(ageMs: number): Promise<string[]>;
}

export function createConversations(
  redis: RedisCommands,
  base: string,
  leaseMs: number,
  processId: string = PROCESS_ID,
): Conversations {
  const take = async (conversation: string, holder: string, handledId: string, mode: string): Promise<NextEntry> =>
    decodeNext(await runScript(redis, TAKE, base, conversation, holder, handledId, mode, `${leaseMs}`, processId));
  return {
    take: (conversation, holder, alone) => take(conversation, holder, '', alone ? 'alone' : 'first'),
    next: (conversation, holder, handledId, last) => take(conversation, holder, handledId, last ? 'last' : 'next'),
    async retry(conversation, holder, id, { delayMs, countAttempt, error = '' }) {
      const args = [conversation, holder, id, `${Math.ceil(delayMs)}`, countAttempt ? '0' : '1', error];
      return Number(await runScript(redis, RETRY, base, ...args));
    },
    async moveToDeadLetters(conversation, holder, id, failure) {
      const args = [conversation, holder, id, JSON.stringify(failure)];
      return (await runScript(redis, MOVE_TO_DEAD_LETTERS, base, ...args)) === 1;
    },
    sweep: async (ageMs) => (await runScript(redis, SWEEP, base, `${Math.ceil(ageMs)}`, `${SWEEP_LIMIT}`)) as string[],
  };
}

function decodeNext(reply: unknown): NextEntry {
  const [kind, first, second, third] = reply as [NextEntry['kind'], ...unknown[]];
  switch (kind) {
    case 'head':
      return { kind, attempts: Number(first), entry: String(second), firstError: String(third) };
    case 'wait':
      return { kind, delayMs: Number(first) };
    case 'moved':
      return { kind, wake: String(first) };
    default:
      return { kind };
  }
}
