import { onAbort } from './abort-listener.ts';

/** Waits. Rejects with the signal's reason on abort. Leaves no timer and no listener behind. */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () =>
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
  try {
    await abortable(wait, signal);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for `work`. On abort the wait rejects with the signal's reason, and the work itself goes on. */
export async function abortable<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work();
  signal.throwIfAborted();
  let stopListening = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    stopListening = onAbort(signal, reject);
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    stopListening();
  }
}
