/** What is followed of a signal. */
export type Abortable = Pick<AbortSignal, 'aborted' | 'reason'> & EventTarget;

export interface LazySignal {
  /** Made when it is first asked for: most handlers never do, and a controller costs more than a short handler. */
  readonly signal: AbortSignal;
  abort(reason: unknown): void;
  /** Listens to the others no longer. */
  release(): void;
}

/** A signal that aborts with any of the others, or by itself. Its listeners go with `release()`. */
export function lazySignal(others: readonly Abortable[]): LazySignal {
  let controller: AbortController | undefined;
  let reason: { reason: unknown } | undefined;
  let released = false;
  const follow = (event: Event): void => controller?.abort((event.target as Abortable | null)?.reason);

  return {
    get signal() {
      if (controller) return controller.signal;
      controller = new AbortController();
      const already = reason ?? others.find((other) => other.aborted);
      if (already) controller.abort(already.reason);
      else if (!released) for (const other of others) other.addEventListener('abort', follow, { once: true });
      return controller.signal;
    },
    abort(why) {
      reason = { reason: why };
      controller?.abort(why);
    },
    release() {
      released = true;
      if (controller) for (const other of others) other.removeEventListener('abort', follow);
    },
  };
}
