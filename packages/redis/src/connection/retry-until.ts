import { setTimeout as sleep } from 'node:timers/promises';

// Milliseconds between two attempts.
const RETRY_INTERVAL_MS = 500;

/**
 * Calls `ask` until it succeeds, `timeoutMs` have passed, or `isWorthwhile` returns false. Then it rejects with the last
 * error. Its timer does not keep the process alive.
 */
export async function retryUntil<T>(
  timeoutMs: number,
  ask: () => Promise<T>,
  isWorthwhile: () => boolean = () => true,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() >= deadline || !isWorthwhile()) throw error;
    }
    await sleep(RETRY_INTERVAL_MS, undefined, { ref: false });
  }
}
