import type { VZapsEvent } from '@vzaps/core/events';
import type { Redis } from 'ioredis';
import { answered } from '../connection/answered.ts';
import { run, type Script } from '../connection/script.ts';
import type { Bell } from './bell.ts';
import { restore } from './entry.ts';
import type { Failure } from './lanes.ts';
import { NUMBERS, REMOVE, REPLAY } from './scripts.ts';

/** An event that failed for the last time. */
export interface DeadLetter {
  /** For `replay`, `remove`, and `after`. Later letters have greater ones. */
  id: string;
  event: VZapsEvent;
  instanceId?: string;
  /** When it failed for the last time. */
  failedAt: Date;
  attempts: number;
  /** Names and codes of what its handlers threw at last, in a line; the words, which may hold anything, are not kept. */
  reason: string;
}

/** Kept until they are replayed or removed; they take memory, so look at them. All reject when Redis does not answer. */
export interface DeadLetters {
  /** The oldest first, at most `limit` (100). The next page is what comes `after` the last one's id. */
  list(page?: { after?: string; limit?: number }): Promise<DeadLetter[]>;
  /** Puts these at the end of their conversations, to be handled again; without ids all there are. Answers how many. */
  replay(ids?: readonly string[]): Promise<number>;
  /** Forgets these; one that is delivered again afterwards is taken. Answers how many there were. */
  remove(ids: readonly string[]): Promise<number>;
}

// Milliseconds. Letters can be megabytes, and nobody's request waits for them.
const PATIENCE = 30_000;
const PAGE = 100;

/** `ready`: waits until the connection can be used. */
export function deadLettersOf(redis: Redis, ready: () => Promise<void>, base: string, bell: Bell): DeadLetters {
  const ask = async (what: Script, ...args: string[]): Promise<unknown> => {
    await answered(ready());
    return answered(run(redis, what, base, ...args), PATIENCE);
  };

  async function replay(ids: readonly string[]): Promise<number> {
    const [count, lanes] = (await ask(REPLAY, ...ids.filter(isId))) as [number, string[]];
    for (const lane of lanes) if (lane) bell.ring(lane);
    return count;
  }

  async function replayAll(): Promise<number> {
    await answered(ready());
    // What fails again meanwhile has a greater number, and is left for the next time.
    const last = (await answered(redis.get(`${base}:seq`))) ?? '0';
    for (let total = 0; ; ) {
      const ids = (await ask(NUMBERS, last, String(PAGE))) as string[];
      if (ids.length === 0) return total;
      total += await replay(ids);
    }
  }

  return {
    async list({ after = '-inf', limit = PAGE } = {}) {
      await answered(ready());
      const page = redis.zrangebyscore(`${base}:dead`, `(${after}`, '+inf', 'WITHSCORES', 'LIMIT', 0, limit);
      const found = await answered(page, PATIENCE);
      return found.flatMap((letter, i) => (i % 2 === 0 ? [letterOf(letter, found[i + 1] ?? '')] : []));
    },
    replay: (ids) => (ids ? replay(ids) : replayAll()),
    remove: async (ids) => Number(await ask(REMOVE, ...ids.filter(isId))),
  };
}

// Redis would read `-inf` as well.
const isId = (id: string): boolean => /^\d+$/.test(id);

function letterOf(letter: string, id: string): DeadLetter {
  const end = letter.indexOf('\n');
  const { at, ...failure } = JSON.parse(letter.slice(0, end)) as Failure;
  const { event, instanceId } = restore(letter.slice(end + 1));
  return { id, failedAt: new Date(at), ...failure, event, ...(instanceId !== undefined && { instanceId }) };
}
