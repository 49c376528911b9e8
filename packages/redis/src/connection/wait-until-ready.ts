import type { Redis } from 'ioredis';
import { REPLY_TIMEOUT_MS } from './reply-timeout.ts';

/**
 * Returns a function that waits until the connection is ready. All callers share one listener. After a wait of
 * `REPLY_TIMEOUT_MS` without success, further calls reject at once, so that an outage does not accumulate requests.
 */
export function createReadyWait(redis: Redis): () => Promise<void> {
  let wait: { since: number; ready: Promise<void> } | undefined;
  return async () => {
    if (redis.status === 'ready') return;
    if (redis.status === 'end') throw new Error('the connection is closed');
    if (wait && performance.now() - wait.since > REPLY_TIMEOUT_MS) {
      throw new Error(`the connection is not ready (${redis.status})`);
    }
    wait ??= {
      since: performance.now(),
      ready: new Promise<void>((resolve) => {
        redis.once('ready', () => {
          wait = undefined;
          resolve();
        });
      }),
    };
    return wait.ready;
  };
}
