import type { Abortable } from './lazy-signal.ts';

export interface Closing {
  readonly signal: Abortable;
  abort(): void;
}

/**
 * Tells that a receiver closes. No AbortController: on Workers none can be made outside of a request, and one that was
 * made in a request cannot be used in another, which a receiver is.
 */
export function createClosing(): Closing {
  const signal = Object.assign(new EventTarget(), { aborted: false, reason: undefined as unknown });
  return {
    signal,
    abort() {
      if (signal.aborted) return;
      signal.aborted = true;
      signal.reason = new DOMException('The receiver is closing.', 'AbortError');
      signal.dispatchEvent(new Event('abort'));
    },
  };
}
