import { type RedisCommands, runScript } from '../../connection/run-script.ts';
import { MOVE_TO_DEAD_LETTERS, NEXT, RENEW, RETRY } from '../lua/scripts.generated.ts';

/** What a slot gets from Redis. `waitMs`: until another conversation can be taken; -1 when it is unknown. */
export type NextEntry =
  /** An entry to handle. `attempts` includes the attempt that starts now. `firstError`: its first failure, or ''. */
  | { kind: 'head'; conversation: string; attempts: number; entry: string; firstError: string; waitMs: number }
  /** A process ended while it ran the first entry of this conversation. Ask for the entry again with the mode `alone`. */
  | { kind: 'mustRunAlone'; conversation: string; waitMs: number }
  | { kind: 'none'; waitMs: number };

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

/** When the next attempt follows, and whether the last attempt is counted. */
export interface NextAttempt {
  delayMs: number;
  countAttempt: boolean;
  /** The name of the error of the last attempt. */
  error?: string;
}

/**
 * What a slot does after an entry. `same` continues with the conversation, or with another one when it is empty. `any`
 * leaves the conversation and takes another one. `stop` leaves it. `alone` starts the first entry of a conversation in a
 * process that runs no other entry.
 */
export type NextMode = 'same' | 'any' | 'stop' | 'alone';

/** A slot handles one conversation at a time. */
export interface Slot {
  /** Identifies the slot in Redis: `<process>:<number>`. */
  readonly holder: string;
  /** The conversation that the slot holds; empty when it is not known. */
  conversation: string;
  /** Grows by one when the slot asks Redis for the next entry, and by one when Redis has replied. Odd: a reply is due. */
  changes: number;
}

/** The stored conversations, as one worker uses them. Only the slot that took a conversation last can change it. */
export interface Conversations {
  /** Removes the entry `handledId` from the conversation of the slot, and returns the next entry. */
  next(slot: Slot, mode: NextMode, handledId?: string): Promise<NextEntry>;
  /** Keeps the first entry for a later attempt, and leaves the conversation. */
  retry(slot: Slot, id: string, next: NextAttempt): Promise<void>;
  /**
   * Moves the first entry to the dead letters. Returns false when another worker has taken the conversation over, or when
   * the complete copy of this partial copy was added.
   */
  moveToDeadLetters(slot: Slot, id: string, failure: Failure): Promise<boolean>;
}

export function createConversations(redis: RedisCommands, base: string, leaseMs: number): Conversations {
  return {
    async next({ holder, conversation }, mode, handledId = '') {
      return decodeNext(await runScript(redis, NEXT, base, holder, `${leaseMs}`, mode, conversation, handledId));
    },
    async retry({ holder, conversation }, id, { delayMs, countAttempt, error = '' }) {
      const args = [conversation, holder, id, `${Math.ceil(delayMs)}`, countAttempt ? '0' : '1', error];
      await runScript(redis, RETRY, base, ...args);
    },
    async moveToDeadLetters({ holder, conversation }, id, failure) {
      const args = [conversation, holder, id, JSON.stringify(failure)];
      return (await runScript(redis, MOVE_TO_DEAD_LETTERS, base, ...args)) === 1;
    },
  };
}

/** Extends the leases of slots. Returns the holders whose conversation another worker has taken over. */
export async function renewLeases(
  redis: RedisCommands,
  base: string,
  leaseMs: number,
  slots: readonly Slot[],
): Promise<string[]> {
  const args = slots.flatMap(({ holder, conversation }) => [holder, conversation]);
  return (await runScript(redis, RENEW, base, `${leaseMs}`, ...args)) as string[];
}

function decodeNext(reply: unknown): NextEntry {
  const fields = reply as [NextEntry['kind'], ...unknown[]];
  const kind = fields[0];
  const waitMs = Number(fields.at(-1));
  const conversation = String(fields[1]);
  if (kind === 'none') return { kind, waitMs };
  if (kind === 'mustRunAlone') return { kind, conversation, waitMs };
  const [, , attempts, entry, firstError] = fields;
  return {
    kind,
    conversation,
    attempts: Number(attempts),
    entry: String(entry),
    firstError: String(firstError),
    waitMs,
  };
}
