import type { Abortable } from '../../shared/abort-listener.ts';
import { type Deadline, type WaitFor, withTimeout } from '../../shared/with-timeout.ts';

/** The outcome of a delivery that arrives while the receiver closes, or was not verified and read before that. */
export const CLOSING_OUTCOME = {
  kind: 'overloaded',
  // Seconds. A process that closes is replaced sooner.
  retryAfter: 5,
} as const;

// Milliseconds that a store or an inbox has to answer once the receiver closes. A claim must be released and a result be
// stored before the process ends.
const SHUTDOWN_ANSWER_MS = 1_000;

export interface Shutdown {
  /** Aborts when the receiver closes. */
  readonly signal: Abortable;
  /** Waits for an answer of a store or an inbox. Once the receiver closes, it waits 1 s at most. */
  readonly waitFor: WaitFor;
  start(): void;
}

/**
 * Creates the shutdown of a receiver. It uses no AbortController: on Workers, a controller that was created in one
 * request cannot be used in another one, and none can be created outside of a request.
 */
export function createShutdown(): Shutdown {
  const signal = Object.assign(new EventTarget(), { aborted: false, reason: undefined as unknown });
  const running = new Set<Deadline>();
  const options = { running };
  return {
    signal,
    waitFor: (work, milliseconds) =>
      withTimeout(work, signal.aborted ? Math.min(milliseconds, SHUTDOWN_ANSWER_MS) : milliseconds, options),
    start() {
      if (signal.aborted) return;
      signal.aborted = true;
      signal.reason = new DOMException('The receiver is closing.', 'AbortError');
      for (const deadline of [...running]) deadline.shorten(SHUTDOWN_ANSWER_MS);
      signal.dispatchEvent(new Event('abort'));
    },
  };
}
