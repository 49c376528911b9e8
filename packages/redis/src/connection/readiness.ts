import type { Redis } from 'ioredis';
import { PATIENCE } from './answered.ts';

/**
 * Waits until the connection is ready: those who ask share one listener. Rejects at once where the wait was in vain
 * already, so that an outage does not pile up requests.
 */
export function readiness(redis: Redis): () => Promise<void> {
  let wait: { since: number; over: Promise<void> } | undefined;
  return async () => {
    if (redis.status === 'ready') return;
    if (redis.status === 'end') throw new Error('the connection is closed');
    if (wait && Date.now() - wait.since > PATIENCE) throw new Error(`not connected (${redis.status})`);
    wait ??= {
      since: Date.now(),
      over: new Promise((resolve) => {
        redis.once('ready', () => {
          wait = undefined;
          resolve();
        });
      }),
    };
    return wait.over;
  };
}
