import type { VZapsEvent } from '@vzaps/core/events';
import type { Redis } from 'ioredis';
import { withReplyTimeout } from '../../connection/reply-timeout.ts';
import { runScript, type Script } from '../../connection/run-script.ts';
import { decodeEntry } from '../add/entry.ts';
import { LIST_DEAD_LETTER_IDS, REMOVE, REPLAY } from '../lua/scripts.generated.ts';
import type { Failure } from '../worker/conversations.ts';

/** An event that failed at its last attempt. */
export interface DeadLetter {
  /** Identifies the dead letter in `replay`, `remove` and `after`. It grows: a later dead letter has a greater number. */
  id: string;
  /** The event that failed. */
  event: VZapsEvent;
  /** The instance that received the event, where it is known. */
  instanceId?: string;
  /** The conversation of the event, where it has one. */
  conversation?: string;
  /** When the last attempt failed. */
  failedAt: Date;
  /** How many attempts were made. */
  attempts: number;
  /**
   * Why it became a dead letter: names and codes of the errors of the last attempt; `its worker died` when the process ended
   * while the handler ran; or `not an entry of this inbox`.
   */
  reason: string;
  /**
   * Names and codes of the errors of the first attempt that failed. Absent when no handler failed. The messages of errors
   * are not stored, because they may contain secrets.
   */
  firstError?: string;
  /** As `firstError`, of the last attempt that failed. */
  lastError?: string;
}

/**
 * The events that failed at their last attempt. They use memory until they are replayed or removed. All methods reject
 * with `REDIS_UNAVAILABLE` when Redis does not answer.
 */
export interface DeadLetters {
  /**
   * Returns dead letters, the oldest first.
   *
   * @param page `limit`: how many at most, default 100. `after`: the `id` of the last one of the page before.
   */
  list(page?: { after?: string; limit?: number }): Promise<DeadLetter[]>;
  /**
   * Puts dead letters at the end of their conversations, where they are handled again.
   *
   * @param ids Default all.
   * @returns How many were put there.
   */
  replay(ids?: readonly string[]): Promise<number>;
  /**
   * Deletes dead letters. When VZaps delivers such an event again, it is handled.
   *
   * @returns How many were deleted.
   */
  remove(ids: readonly string[]): Promise<number>;
}

// Dead letters can be megabytes, and no HTTP request waits for them.
const REPLY_TIMEOUT_MS = 30_000;
const PAGE_SIZE = 100;

export function createDeadLetters(redis: Redis, waitUntilReady: () => Promise<void>, base: string): DeadLetters {
  const run = async (script: Script, ...args: string[]): Promise<unknown> => {
    await withReplyTimeout(waitUntilReady());
    return withReplyTimeout(runScript(redis, script, base, ...args), () => REPLY_TIMEOUT_MS);
  };

  const replay = async (ids: readonly string[]): Promise<number> => Number(await run(REPLAY, ...ids.filter(isId)));

  async function replayAll(): Promise<number> {
    await withReplyTimeout(waitUntilReady());
    // An event that fails again meanwhile gets a greater id. It is not replayed twice.
    const lastId = (await withReplyTimeout(redis.get(`${base}:sequence`))) ?? '0';
    for (let total = 0; ; ) {
      const ids = (await run(LIST_DEAD_LETTER_IDS, lastId, String(PAGE_SIZE))) as string[];
      if (ids.length === 0) return total;
      total += await replay(ids);
    }
  }

  return {
    async list({ after = '-inf', limit = PAGE_SIZE } = {}) {
      await withReplyTimeout(waitUntilReady());
      const page = redis.zrangebyscore(`${base}:dead`, `(${after}`, '+inf', 'WITHSCORES', 'LIMIT', 0, limit);
      const found = await withReplyTimeout(page, () => REPLY_TIMEOUT_MS);
      return found.flatMap((letter, i) => (i % 2 === 0 ? [decodeLetter(letter, found[i + 1] ?? '')] : []));
    },
    replay: (ids) => (ids ? replay(ids) : replayAll()),
    remove: async (ids) => Number(await run(REMOVE, ...ids.filter(isId))),
  };
}

// Redis would accept `-inf` as an id too.
const isId = (id: string): boolean => /^\d+$/.test(id);

function decodeLetter(letter: string, id: string): DeadLetter {
  const end = letter.indexOf('\n');
  const { at, ...failure } = JSON.parse(letter.slice(0, end)) as Failure;
  const { event, instanceId } = decodeEntry(letter.slice(end + 1));
  const conversation = 'conversation' in event ? event.conversation : undefined;
  return {
    id,
    failedAt: new Date(at),
    ...failure,
    event,
    ...(instanceId !== undefined && { instanceId }),
    ...(conversation !== undefined && { conversation }),
  };
}
