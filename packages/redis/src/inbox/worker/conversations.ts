import { type RedisCommands, runScript } from '../../connection/run-script.ts';
import { MOVE_TO_DEAD_LETTERS, RETRY, SWEEP, TAKE } from '../lua/scripts.generated.ts';

/** What a worker finds when it looks at a conversation. */
export type NextEntry =
  /** The first entry. `attempts` includes the attempt that starts now. */
  | { kind: 'head'; attempts: number; entry: string }
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
}

/** The most conversations that one sweep returns. */
export const SWEEP_LIMIT = 500;

/** The stored conversations, as one worker uses them. Only the `holder` that took a conversation last can change it. */
export interface Conversations {
  /** Takes the conversation over and returns its first entry. */
  take(conversation: string, holder: string): Promise<NextEntry>;
  /** Removes the first entry, which was handled, and returns the next one. */
  next(conversation: string, holder: string, handledId: string): Promise<NextEntry>;
  /**
   * Keeps the first entry for a later attempt. Returns the milliseconds until a worker must look again, which is 0 when
   * the entry is a partial copy whose complete copy was added meanwhile.
   */
  retry(
    conversation: string,
    holder: string,
    id: string,
    next: { delayMs: number; countAttempt: boolean },
  ): Promise<number>;
  /**
   * Moves the first entry to the dead letters. Returns false when another worker has taken the conversation over, or when
   * the complete copy of this partial copy was added.
   */
  moveToDeadLetters(conversation: string, holder: string, id: string, failure: Failure): Promise<boolean>;
  /** Returns the conversations at which no worker has looked for `ageMs`, at most `SWEEP_LIMIT`. Their wake-up was lost. */
  sweep(ageMs: number): Promise<string[]>;
}

export function createConversations(redis: RedisCommands, base: string, leaseMs: number): Conversations {
  const take = async (...args: string[]): Promise<NextEntry> =>
    decodeNext(await runScript(redis, TAKE, base, ...args, `${leaseMs}`));
  return {
    take: (conversation, holder) => take(conversation, holder, '', 'first'),
    next: (conversation, holder, handledId) => take(conversation, holder, handledId, 'next'),
    async retry(conversation, holder, id, { delayMs, countAttempt }) {
      const uncounted = countAttempt ? '0' : '1';
      return Number(await runScript(redis, RETRY, base, conversation, holder, id, `${Math.ceil(delayMs)}`, uncounted));
    },
    async moveToDeadLetters(conversation, holder, id, failure) {
      const reply = await runScript(
        redis,
        MOVE_TO_DEAD_LETTERS,
        base,
        conversation,
        holder,
        id,
        JSON.stringify(failure),
      );
      return reply === 1;
    },
    sweep: async (ageMs) => (await runScript(redis, SWEEP, base, `${Math.ceil(ageMs)}`, `${SWEEP_LIMIT}`)) as string[],
  };
}

function decodeNext(reply: unknown): NextEntry {
  const [kind, first, second] = reply as [NextEntry['kind'], ...unknown[]];
  switch (kind) {
    case 'head':
      return { kind, attempts: Number(first), entry: String(second) };
    case 'wait':
      return { kind, delayMs: Number(first) };
    case 'moved':
      return { kind, wake: String(first) };
    default:
      return { kind };
  }
}
