import type { Abortable } from '../../shared/abort-listener.ts';
import { type ShortenTimeout, type WaitFor, withTimeout } from '../../shared/with-timeout.ts';

/** What becomes of a delivery that comes while the receiver closes, or was not verified and read by then. */
export const CLOSED = {
  kind: 'overloaded',
  // Seconds: a closing process is replaced in less.
  retryAfter: 5,
} as const;

// Milliseconds.
const LAST_CALL = 1_000;

export interface Closing {
  readonly signal: Abortable;
  /**
   * Waits for what a store or an inbox answers: once the receiver closes, a second at most. Not less, since what a claim
   * grants must be given back, and what was handled or stored be noted, before the process ends.
   */
  readonly wait: WaitFor;
  abort(): void;
}

/**
 * Tells that a receiver closes. No AbortController: on Workers none can be made outside of a request, and one that was
 * made in a request cannot be used in another, which a receiver is.
 */
export function createClosing(): Closing {
  const signal = Object.assign(new EventTarget(), { aborted: false, reason: undefined as unknown });
  const running = new Set<ShortenTimeout>();
  const options = { running };
  return {
    signal,
    wait: (work, milliseconds) =>
      withTimeout(work, signal.aborted ? Math.min(milliseconds, LAST_CALL) : milliseconds, options),
    abort() {
      if (signal.aborted) return;
      signal.aborted = true;
      signal.reason = new DOMException('The receiver is closing.', 'AbortError');
      for (const hurry of [...running]) hurry(LAST_CALL);
      signal.dispatchEvent(new Event('abort'));
    },
  };
}
