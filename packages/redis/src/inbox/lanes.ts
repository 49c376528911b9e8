import { type RedisCommands, run } from '../connection/script.ts';
import { BURY, RETRY, SWEEP, TAKE } from './scripts.ts';

/** What a worker finds when it looks at a lane. */
export type Taken =
  | { kind: 'head'; starts: number; entry: string }
  /** Its first entry is not due yet. */
  | { kind: 'wait'; milliseconds: number }
  /** A partial copy is due: it stands in its conversation's lane now, where somebody is to be told, if anywhere. */
  | { kind: 'moved'; ring: string }
  | { kind: 'empty' }
  /** Another worker has taken the lane over; this one was held to be dead. */
  | { kind: 'lost' };

/** How an entry failed for the last time. */
export interface Failure {
  /** Milliseconds since 1970. */
  at: number;
  attempts: number;
  reason: string;
}

/** Lanes that are swept at once. */
export const SWEPT = 500;

/** The lanes as one worker sees them. `who` fences: only the last one that took a lane changes it. */
export interface Lanes {
  /** Takes the lane over, and answers its first entry. */
  take(lane: string, who: string): Promise<Taken>;
  /** Removes the first entry, which was handled, and answers the next one. */
  next(lane: string, who: string, done: string): Promise<Taken>;
  /**
   * Keeps the first entry where it is; a try that does not `count` was none. Resolves with the milliseconds after which
   * somebody should look again: a partial copy whose complete twin came meanwhile does not wait.
   */
  retry(lane: string, who: string, id: string, again: { milliseconds: number; count: boolean }): Promise<number>;
  /** Moves the first entry to the dead letters; `false` where another worker has taken over, or its complete twin came. */
  bury(lane: string, who: string, id: string, failure: Failure): Promise<boolean>;
  /** Lanes where nobody has looked for so long, at most `SWEPT`: their bell was lost. */
  sweep(milliseconds: number): Promise<string[]>;
}

export function lanesOf(redis: RedisCommands, base: string, leaseMs: number): Lanes {
  const take = async (...args: string[]): Promise<Taken> =>
    takenOf(await run(redis, TAKE, base, ...args, `${leaseMs}`));
  return {
    take: (lane, who) => take(lane, who, '', 'first'),
    next: (lane, who, done) => take(lane, who, done, ''),
    async retry(lane, who, id, { milliseconds, count }) {
      return Number(await run(redis, RETRY, base, lane, who, id, `${Math.ceil(milliseconds)}`, count ? '0' : '1'));
    },
    bury: async (lane, who, id, failure) =>
      (await run(redis, BURY, base, lane, who, id, JSON.stringify(failure))) === 1,
    sweep: async (milliseconds) =>
      (await run(redis, SWEEP, base, `${Math.ceil(milliseconds)}`, `${SWEPT}`)) as string[],
  };
}

function takenOf(answer: unknown): Taken {
  const [kind, first, second] = answer as [Taken['kind'], ...unknown[]];
  switch (kind) {
    case 'head':
      return { kind, starts: Number(first), entry: String(second) };
    case 'wait':
      return { kind, milliseconds: Number(first) };
    case 'moved':
      return { kind, ring: String(first) };
    default:
      return { kind };
  }
}
