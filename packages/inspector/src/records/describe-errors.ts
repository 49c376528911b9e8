import { type Outcome, redactUrl } from '@vzaps/core/webhooks';
import type { EventDetail } from '../api/contract.ts';

export type DescribedError = EventDetail['errors'][number];

const MAX_ERRORS = 10;
// An error can be its own cause.
const MAX_CAUSES = 5;
const MAX_STACK_LENGTH = 8_000;

/** Lists what was thrown, also by the idempotency store, without signed URLs. */
export function describeErrors(outcome: Outcome): DescribedError[] {
  const errors: unknown[] = outcome.kind === 'failed' ? outcome.errors.slice(0, MAX_ERRORS) : [];
  if (outcome.kind === 'overloaded' && 'error' in outcome) errors.push(outcome.error);
  if ('storeError' in outcome) errors.push(outcome.storeError);
  return errors.map(describeError);
}

/** Anything can be thrown, and reading it can throw again. */
export function describeError(error: unknown): DescribedError {
  try {
    const { name, message, code } = Object(error) as { name?: unknown; message?: unknown; code?: unknown };
    const stack = stackOf(error);
    return {
      name: typeof name === 'string' ? name : typeof error,
      message: redactUrls(typeof message === 'string' ? message : String(error)).slice(0, MAX_STACK_LENGTH),
      ...(stack !== undefined && { stack: redactUrls(stack).slice(0, MAX_STACK_LENGTH) }),
      ...(typeof code === 'string' && { code }),
    };
  } catch {
    return { name: 'Error', message: 'The error cannot be read.' };
  }
}

function stackOf(error: unknown, depth = 0): string | undefined {
  const { stack, cause } = Object(error) as { stack?: unknown; cause?: unknown };
  if (cause === undefined || depth === MAX_CAUSES) return typeof stack === 'string' ? stack : undefined;
  const own = typeof stack === 'string' ? stack : String(error);
  return `${own}\nCaused by: ${stackOf(cause, depth + 1) ?? String(cause)}`;
}

function redactUrls(text: string): string {
  return text.replace(/[^\s"'<>()]*\?[^\s"'<>()]+/g, (url) => redactUrl(url));
}
