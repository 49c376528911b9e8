import type { Outcome } from '@vzaps/core/webhooks';

/** What follows from an outcome for an entry of the inbox. */
export type Verdict =
  | { kind: 'done' }
  /** Not its turn, or given back: it was no attempt. */
  | { kind: 'again'; milliseconds: number }
  | { kind: 'failed'; reason: string };

// Milliseconds. Another process handles the very event, or the store is away: it is over soon, or nobody knows when.
const SOON = 1_000;

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
      return { kind: 'failed', reason: outcome.errors.map(reasonOf).join('; ') };
    default:
      // `drifted`: this version cannot type what a handler waits for. The others need a request.
      return { kind: 'failed', reason: outcome.kind };
  }
}

/** An error in one line, for people. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.slice(0, 500);
}
