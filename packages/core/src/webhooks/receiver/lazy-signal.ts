import { type Abortable, onAbort } from '../../shared/abort-listener.ts';

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
  let removeListeners: (() => void)[] = [];
  const follow = (why: unknown): void => controller?.abort(why);

  return {
    get signal() {
      if (controller) return controller.signal;
      controller = new AbortController();
      const already = reason ?? others.find((other) => other.aborted);
      if (already) controller.abort(already.reason);
      else if (!released) removeListeners = others.map((other) => onAbort(other, follow));
      return controller.signal;
    },
    abort(why) {
      reason = { reason: why };
      controller?.abort(why);
    },
    release() {
      released = true;
      for (const remove of removeListeners) remove();
    },
  };
}
