import type { Outcome } from '@vzaps/core/webhooks';

/** What follows from an outcome for an entry of the inbox. */
export type Verdict =
  | { kind: 'done' }
  /** Not its turn, or given back: it was no attempt. */
  | { kind: 'again'; milliseconds: number }
  | { kind: 'failed'; reason: string }
  /** No attempt can help. */
  | { kind: 'hopeless'; reason: string };

// Milliseconds. Another process handles the very event, or the store is away: it is over soon, or nobody knows when.
const SOON = 1_000;
// Characters of a reason.
const LONGEST = 500;

export function verdictOf(outcome: Outcome): Verdict {
  switch (outcome.kind) {
    case 'handled':
    case 'unhandled':
    case 'duplicate':
    case 'superseded':
    case 'queued':
      return { kind: 'done' };
    case 'busy':
    case 'overloaded':
      return { kind: 'again', milliseconds: SOON };
    case 'failed':
      return { kind: 'failed', reason: outcome.errors.map(reasonOf).join('; ').slice(0, LONGEST) };
    default:
      // `unprocessable`: this version cannot type what a handler waits for. The others need a request.
      return { kind: 'failed', reason: outcome.kind };
  }
}

/** The name of an error, and its code. Its words may hold anything, such as a token in a URL: they are not stored. */
export function reasonOf(error: unknown): string {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  const named = typeof name === 'string' ? name : typeof error;
  return typeof code === 'string' || typeof code === 'number' ? `${named} (${code})` : named;
}
