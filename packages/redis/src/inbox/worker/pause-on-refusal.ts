import type { Worker } from 'bullmq';

const PAUSE_MS = 1_000;

/**
 * Returns a function that pauses the worker for a second. Call it when Redis refuses a command: BullMQ repeats a refused
 * command at once, thousands of times a second.
 */
export function createRefusalPause(worker: Worker, closing: AbortSignal): () => void {
  let isPaused = false;
  const resume = (): void => {
    isPaused = false;
    if (!closing.aborted) worker.resume();
  };
  return () => {
    if (isPaused || closing.aborted) return;
    isPaused = true;
    worker.pause(true);
    setTimeout(resume, PAUSE_MS);
  };
}
