import type { Worker } from 'bullmq';

const REST = 1_000;

/**
 * Lets the worker rest for a second, over and over, while Redis refuses what it asks: BullMQ would ask again at once,
 * thousands of times a second.
 */
export function createRest(worker: Worker, closing: AbortSignal): () => void {
  let resting = false;
  const wake = (): void => {
    resting = false;
    if (!closing.aborted) worker.resume();
  };
  return () => {
    if (resting || closing.aborted) return;
    resting = true;
    worker.pause(true);
    setTimeout(wake, REST);
  };
}
