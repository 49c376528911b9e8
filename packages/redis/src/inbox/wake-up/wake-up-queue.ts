import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

/** Wakes a worker for a conversation. A wake-up may be lost; the sweeper repeats it. */
export interface WakeUpQueue {
  /**
   * Wakes a worker after `delayMs` milliseconds. Without a delay, the wake-up does not depend on the clock of this
   * process.
   */
  wake(conversation: string, delayMs?: number): void;
  close(): Promise<void>;
}

/** The data of a wake-up, which is a job of BullMQ. */
export interface WakeUp {
  conversation: string;
}

/** The name of the BullMQ queue. Its keys begin with the prefix of the inbox. */
export const WAKE_UP_QUEUE = 'wake-up';

export function createWakeUpQueue(redis: Redis, base: string): WakeUpQueue {
  // The queue is created at the first wake-up, when there is a connection: a queue that cannot start stays unusable.
  let queue: Queue<WakeUp> | undefined;
  const inFlight = new Set<Promise<unknown>>();

  const createQueue = (): Queue<WakeUp> => {
    const streams = { events: { maxLen: 100 } };
    return new Queue<WakeUp>(WAKE_UP_QUEUE, { connection: redis, prefix: base, streams, skipVersionCheck: true }).on(
      'error',
      () => {},
    );
  };

  return {
    wake(conversation, delayMs = 0) {
      queue ??= createQueue();
      const added = queue
        .add(
          'wake',
          { conversation },
          {
            delay: delayMs,
            // One wake-up for each conversation. A wake-up without delay replaces a delayed one. A wake-up that comes
            // while a worker processes the conversation is kept for afterwards.
            deduplication: { id: conversation, keepLastIfActive: true, replace: delayMs === 0 },
            removeOnComplete: true,
            removeOnFail: true,
          },
        )
        .catch(() => {})
        .finally(() => inFlight.delete(added));
      inFlight.add(added);
    },
    async close() {
      await Promise.all(inFlight);
      await queue?.close();
    },
  };
}
