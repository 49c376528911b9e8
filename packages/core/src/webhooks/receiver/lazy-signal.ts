import { type Abortable, onAbort } from '../../shared/abort-listener.ts';

export interface LazySignal {
  /** Created at the first access. Most handlers never read it, and a controller costs more than a short handler. */
  readonly signal: AbortSignal;
  abort(reason: unknown): void;
  /** Removes the listeners from the source signals. */
  release(): void;
}

/** A signal that aborts when one of `sources` aborts, or through `abort`. */
export function createLazySignal(sources: readonly Abortable[]): LazySignal {
  let controller: AbortController | undefined;
  let aborted: { reason: unknown } | undefined;
  let isReleased = false;
  let removeListeners: (() => void)[] = [];
  const abortController = (reason: unknown): void => controller?.abort(reason);

  return {
    get signal() {
      if (controller) return controller.signal;
      controller = new AbortController();
      const alreadyAborted = aborted ?? sources.find((source) => source.aborted);
      if (alreadyAborted) controller.abort(alreadyAborted.reason);
      else if (!isReleased) removeListeners = sources.map((source) => onAbort(source, abortController));
      return controller.signal;
    },
    abort(reason) {
      aborted = { reason };
      controller?.abort(reason);
    },
    release() {
      isReleased = true;
      for (const remove of removeListeners) remove();
    },
  };
}
