import { type Conversations, SWEEP_LIMIT } from '../worker/conversations.ts';
import type { WakeUpQueue } from './wake-up-queue.ts';

export interface Sweeper {
  /** Call it when the worker has nothing to do. If the last sweep reached its limit, the next sweep starts at once. */
  idle(): void;
  stop(): void;
}

/** Repeats lost wake-ups, now and every `intervalMs`: for each conversation at which no worker has looked for that time. */
export function startSweeper(
  conversations: Pick<Conversations, 'sweep'>,
  wakeUpQueue: Pick<WakeUpQueue, 'wake'>,
  intervalMs: number,
): Sweeper {
  let isSweeping = false;
  let hasMore = false;
  async function sweep(): Promise<void> {
    // While Redis is down, one sweep waits for it. No second one is started.
    if (isSweeping) return;
    isSweeping = true;
    try {
      const found = await conversations.sweep(intervalMs);
      hasMore = found.length >= SWEEP_LIMIT;
      for (const conversation of found) wakeUpQueue.wake(conversation);
    } catch {
      // Redis refused. The next sweep follows.
    } finally {
      isSweeping = false;
    }
  }
  const timer = setInterval(sweep, intervalMs);
  sweep();
  return {
    idle: () => {
      if (hasMore) sweep();
    },
    stop: () => clearInterval(timer),
  };
}
