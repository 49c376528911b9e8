import { isPromiseLike } from '../../shared/maybe-promise.ts';

/** The listeners of a receiver's `onClose()`. */
export interface CloseListeners {
  add(listener: () => unknown): () => void;
  /** Calls each listener once. Resolves after `closed` and after the promises that the listeners returned. */
  notify(closed: Promise<void> | undefined): Promise<void>;
}

export function createCloseListeners(): CloseListeners {
  const listeners = new Set<() => unknown>();
  const running: PromiseLike<unknown>[] = [];
  let isClosing = false;

  function call(listener: () => unknown): void {
    try {
      const result = listener();
      // A listener that fails does not keep the receiver open.
      if (isPromiseLike(result)) running.push(result.then(undefined, () => {}));
    } catch {}
  }

  return {
    add(listener) {
      if (isClosing) call(listener);
      else listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async notify(closed) {
      isClosing = true;
      for (const listener of [...listeners]) {
        listeners.delete(listener);
        call(listener);
      }
      await Promise.all([closed, ...running]);
    },
  };
}
