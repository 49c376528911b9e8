import { setTimeout as pause } from 'node:timers/promises';

// Milliseconds between two tries.
const AGAIN = 500;

/** Asks until it is answered, for so many milliseconds and while it is `worth` it, then rejects. Keeps no process alive. */
export async function persistently<T>(
  milliseconds: number,
  ask: () => Promise<T>,
  worth: () => boolean = () => true,
): Promise<T> {
  const end = performance.now() + milliseconds;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() >= end || !worth()) throw error;
    }
    await pause(AGAIN, undefined, { ref: false });
  }
}
