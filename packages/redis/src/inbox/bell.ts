import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

/** Tells some worker that there is something to do in a lane. It may be lost; the sweeper rings again. */
export interface Bell {
  /** At once, whoever's clock a delayed ring waits for, or after so many milliseconds. */
  ring(lane: string, delay?: number): void;
  close(): Promise<void>;
}

/** What a ring is in BullMQ. */
export interface Ring {
  lane: string;
}

/** The queue of rings; its keys begin with the inbox's own. */
export const QUEUE = 'bell';

export function createBell(redis: Redis, base: string): Bell {
  // Made at the first ring, when there is a connection: one that fails to start stays broken.
  let queue: Queue<Ring> | undefined;
  const pending = new Set<Promise<unknown>>();

  const open = (): Queue<Ring> => {
    const streams = { events: { maxLen: 100 } };
    return new Queue<Ring>(QUEUE, { connection: redis, prefix: base, streams, skipVersionCheck: true }).on(
      'error',
      () => {},
    );
  };

  return {
    ring(lane, delay = 0) {
      queue ??= open();
      const rung = queue
        .add(
          'ring',
          { lane },
          {
            delay,
            // One ring of a lane at a time: one that is delayed gives way to one that is not; one that comes while it is
            // at work follows.
            deduplication: { id: lane, keepLastIfActive: true, replace: delay === 0 },
            removeOnComplete: true,
            removeOnFail: true,
          },
        )
        .catch(() => {})
        .finally(() => pending.delete(rung));
      pending.add(rung);
    },
    async close() {
      await Promise.all(pending);
      await queue?.close();
    },
  };
}
