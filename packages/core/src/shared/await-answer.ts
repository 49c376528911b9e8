import { VZapsError } from '../errors.ts';
import { isPromiseLike, type MaybePromise } from './maybe-promise.ts';
import type { WaitFor } from './with-timeout.ts';

/** How long a store, an inbox or a verifier may take, in milliseconds. The sender and the conversation wait meanwhile. */
export const ANSWER_TIMEOUT_MS = 10_000;

type Dependency = 'idempotency store' | 'inbox' | 'verifier';

const TIMEOUT_CODES = {
  'idempotency store': 'STORE_TIMEOUT',
  inbox: 'INBOX_TIMEOUT',
  verifier: 'VERIFIER_TIMEOUT',
} as const;

/**
 * Waits for the answer of a store, an inbox or a verifier. One that hangs counts as down. An answer that is no promise is
 * returned at once.
 *
 * @throws VZapsError `STORE_TIMEOUT`, `INBOX_TIMEOUT` or `VERIFIER_TIMEOUT`.
 */
export function awaitAnswer<T>(
  answer: MaybePromise<T>,
  from: Dependency,
  waitFor: WaitFor,
  timeoutMs = ANSWER_TIMEOUT_MS,
): MaybePromise<T> {
  return isPromiseLike(answer) ? awaitWithTimeout(answer as PromiseLike<T>, from, waitFor, timeoutMs) : answer;
}

async function awaitWithTimeout<T>(
  answer: PromiseLike<T>,
  from: Dependency,
  waitFor: WaitFor,
  timeoutMs: number,
): Promise<T> {
  // The value is put into an array, because `waitFor` resolves with `undefined` when the time is over.
  const boxed = await waitFor(
    answer.then((value) => [value] as const),
    timeoutMs,
  );
  if (boxed) return boxed[0];
  throw new VZapsError(
    TIMEOUT_CODES[from],
    `The ${from} did not answer within ${Math.round(timeoutMs)} ms, or before the receiver closed. ` +
      'Check that its server is reachable, and give its own calls a shorter timeout.',
  );
}

/** The error for an answer that is outside the contract. Plain JavaScript can return anything. */
export function createUnknownAnswerError(from: Dependency, expected: string): VZapsError {
  return new VZapsError(
    'INVALID_OPTION',
    `The ${from} returned a value that the receiver does not know. It must return ${expected}.`,
  );
}
