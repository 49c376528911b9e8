import type { Outcome } from '@vzaps/core/webhooks';

/** What the worker does with an entry after an attempt. */
export type EntryResult =
  | { kind: 'done' }
  /** The attempt is not counted. The next attempt follows after `delayMs`. */
  | { kind: 'again'; delayMs: number }
  | { kind: 'failed'; reason: string }
  /** No further attempt can succeed. */
  | { kind: 'hopeless'; reason: string };

// Another process handles the same event, or the idempotency store is down.
const BUSY_DELAY_MS = 1_000;
const MAX_REASON_LENGTH = 500;

export function resultOf(outcome: Outcome): EntryResult {
  switch (outcome.kind) {
    case 'handled':
    case 'unhandled':
    case 'duplicate':
    case 'superseded':
    case 'queued':
      return { kind: 'done' };
    case 'busy':
    case 'overloaded':
      return { kind: 'again', delayMs: BUSY_DELAY_MS };
    case 'failed':
      return { kind: 'failed', reason: outcome.errors.map(errorName).join('; ').slice(0, MAX_REASON_LENGTH) };
    default:
      // `unprocessable`: this version of the library cannot type an event that a handler wants. Other kinds need an
      // HTTP request and do not occur here.
      return { kind: 'failed', reason: outcome.kind };
  }
}

/** Returns the name and the code of an error. Its message is not stored, because it may contain a secret. */
export function errorName(error: unknown): string {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  const known = typeof name === 'string' ? name : typeof error;
  return typeof code === 'string' || typeof code === 'number' ? `${known} (${code})` : known;
}
