import type { Redis } from 'ioredis';

/** The longest time between two looks at the inbox, in seconds. A token that was lost delays an event for this time. */
const MAX_WAIT_S = 2;
const REFUSAL_PAUSE_MS = 1_000;
// Redis measures the wait with its wall clock, so the wait is longer when that clock is set back.
const LATEST_END_MS = 2 * MAX_WAIT_S * 1_000;

/** Lets a worker wait until there may be a conversation for it. */
export interface WorkWait {
  /** Waits for a token of Redis, for `nudge`, or until `waitMs` have passed (-1: at most two seconds). */
  wait(waitMs: number): Promise<void>;
  /** Waits for `nudge` only. */
  waitForNudge(): Promise<void>;
  /** Ends the wait after `waitMs` at the latest (-1: no change). */
  nudge(waitMs: number): void;
}

/**
 * @param redis A connection for this purpose only: it blocks.
 * @param canWork Whether the worker can take a conversation when a token comes. Otherwise the token goes to another worker.
 */
export function createWorkWait(redis: Redis, base: string, canWork: () => boolean): WorkWait {
  const list = `${base}:wake`;
  let waitsFor: 'token' | 'nudge' | undefined;
  let end: () => void = () => {};
  let isAsking = false;
  // A token may come while the worker does not wait.
  let hasToken = false;
  let dueAt = Number.POSITIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  async function waitForToken(): Promise<void> {
    isAsking = true;
    try {
      const found = await redis.blpop(list, MAX_WAIT_S);
      isAsking = false;
      if (waitsFor === 'token') return end();
      hasToken = found !== null && canWork();
      if (found && !hasToken) await redis.lpush(list, '1');
    } catch {
      // Redis refuses the command, or the connection was closed. The next command of the worker reports it.
      await new Promise((resolve) => setTimeout(resolve, REFUSAL_PAUSE_MS).unref());
      isAsking = false;
      end();
    }
  }
  function endAt(at: number): void {
    dueAt = Math.min(dueAt, at);
    const milliseconds = dueAt - performance.now();
    clearTimeout(timer);
    timer = setTimeout(end, milliseconds < MAX_WAIT_S * 1_000 ? milliseconds : LATEST_END_MS);
  }
  async function waitUntilEnd(kind: 'token' | 'nudge'): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    waitsFor = kind;
    if (kind === 'token') {
      if (!isAsking) waitForToken();
      endAt(dueAt);
    }
    await ended;
    waitsFor = undefined;
    dueAt = Number.POSITIVE_INFINITY;
    clearTimeout(timer);
  }

  return {
    async wait(waitMs) {
      if (!hasToken) {
        if (waitMs >= 0) dueAt = Math.min(dueAt, performance.now() + waitMs);
        await waitUntilEnd('token');
      }
      hasToken = false;
    },
    waitForNudge: () => waitUntilEnd('nudge'),
    nudge(waitMs) {
      if (waitsFor === 'nudge') end();
      else if (waitMs >= 0) endAt(performance.now() + waitMs);
    },
  };
}
