import { VZapsError } from '../errors.ts';
import { inTime } from './in-time.ts';
import { isThenable } from './thenable.ts';
import type { MaybePromise } from './verify/verifier.ts';

// Milliseconds. Who delivers waits meanwhile, and so does the conversation.
export const SOON = 10_000;

/**
 * What a store or an inbox answers. One that hangs counts as down, so that nothing waits for it for ever.
 *
 * @throws VZapsError `STORE_TIMEOUT`.
 */
export function soon<T>(answer: MaybePromise<T>): MaybePromise<T> {
  return isThenable(answer) ? withLimit(answer as PromiseLike<T>) : answer;
}

async function withLimit<T>(answer: PromiseLike<T>): Promise<T> {
  // Boxed, so that an answer of `undefined` is one.
  const told = await inTime(
    answer.then((value) => [value] as const),
    SOON,
  );
  if (told) return told[0];
  throw new VZapsError('STORE_TIMEOUT', `The idempotency store or the inbox did not answer within ${SOON} ms.`);
}
