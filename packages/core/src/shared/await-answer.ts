import { VZapsError } from '../errors.ts';
import type { MaybePromise } from './maybe-promise.ts';
import { isPromiseLike } from './maybe-promise.ts';
import type { WaitFor } from './with-timeout.ts';

// Milliseconds. Who delivers waits meanwhile, and so does the conversation.
export const SOON = 10_000;

type Asked = 'idempotency store' | 'inbox' | 'verifier';

const TIMEOUT_CODES = {
  'idempotency store': 'STORE_TIMEOUT',
  inbox: 'INBOX_TIMEOUT',
  verifier: 'VERIFIER_TIMEOUT',
} as const;

/**
 * What a store, an inbox or a verifier answers. One that hangs counts as down, so that nothing waits for it for ever.
 *
 * @throws VZapsError `STORE_TIMEOUT`, `INBOX_TIMEOUT` or `VERIFIER_TIMEOUT`.
 */
export function soon<T>(answer: MaybePromise<T>, asked: Asked, wait: WaitFor): MaybePromise<T> {
  return isPromiseLike(answer) ? withLimit(answer as PromiseLike<T>, asked, wait) : answer;
}

async function withLimit<T>(answer: PromiseLike<T>, asked: Asked, wait: WaitFor): Promise<T> {
  // Boxed, so that an answer of `undefined` is one.
  const told = await wait(
    answer.then((value) => [value] as const),
    SOON,
  );
  if (told) return told[0];
  throw new VZapsError(
    TIMEOUT_CODES[asked],
    `The ${asked} did not answer within ${SOON} ms, or before the receiver closed.`,
  );
}

/** In plain JavaScript anything may be answered. What nobody knows must not pass for a success. */
export function answerUnknown(asked: Asked, known: string): VZapsError {
  return new VZapsError('INVALID_OPTION', `The ${asked} answered something else than ${known}.`);
}
