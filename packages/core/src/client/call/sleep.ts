/** Waits; rejects with the signal's reason when it aborts. Leaves neither timer nor listener behind. */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return abortable(
    (stop) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        stop(() => clearTimeout(timer));
      }),
    signal,
  );
}

/** Waits for work that others share: on abort this wait ends, the work goes on. */
export async function abortable<T>(
  work: (onEnd: (clean: () => void) => void) => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  signal?.throwIfAborted();
  const cleaning: (() => void)[] = [];
  const aborted = new Promise<never>((_resolve, reject) => {
    const abort = () => reject(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    cleaning.push(() => signal?.removeEventListener('abort', abort));
  });
  try {
    return await Promise.race([work((clean) => cleaning.push(clean)), aborted]);
  } finally {
    for (const clean of cleaning) clean();
  }
}
