import { awaitAnswer } from '../../shared/await-answer.ts';
import { isPromiseLike, type MaybePromise } from '../../shared/maybe-promise.ts';
import type { WaitFor } from '../../shared/with-timeout.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { Verifier, VerifyResult } from './verifier.ts';

export function toVerifierList(verify: Verifier | readonly Verifier[]): readonly Verifier[] {
  return typeof verify === 'function' ? [verify] : verify;
}

type Refusal = VerifyResult & { ok: false };

const NO_REFUSAL: Refusal = { ok: false, reason: 'no verifier accepted the delivery' };

/**
 * Runs verifiers one after the other until one accepts. Only a result with `ok: true` accepts, whatever else plain
 * JavaScript returns. An error of one verifier is thrown only if no other verifier accepts. The result is a promise
 * only if a verifier returned one.
 *
 * @throws What the first failing verifier threw, or VZapsError `VERIFIER_TIMEOUT`.
 */
export function runVerifiers(
  verifiers: readonly Verifier[],
  delivery: Delivery,
  waitFor: WaitFor,
  refusalBefore: Refusal = NO_REFUSAL,
  failureBefore?: { error: unknown },
): MaybePromise<VerifyResult> {
  let refusal = refusalBefore;
  let failure = failureBefore;
  for (let i = 0; i < verifiers.length; i += 1) {
    try {
      const result = (verifiers[i] as Verifier)(delivery);
      if (isPromiseLike(result)) {
        const others = verifiers.slice(i + 1);
        return readLater(result, waitFor).then((answer) =>
          runVerifiers([answer, ...others], delivery, waitFor, refusal, failure),
        );
      }
      if (result?.ok === true) return result;
      refusal = readRefusal(result, refusal);
    } catch (error) {
      failure ??= { error };
    }
  }
  if (failure) throw failure.error;
  return refusal;
}

/** Waits for an answer. Returns a verifier that repeats it. */
async function readLater(answer: Promise<VerifyResult>, waitFor: WaitFor): Promise<Verifier> {
  try {
    const result = await awaitAnswer(answer, 'verifier', waitFor);
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** Plain JavaScript can return anything. */
function readRefusal(result: VerifyResult | undefined, before: Refusal): Refusal {
  const { reason } = (result ?? {}) as { reason?: unknown };
  return typeof reason === 'string' ? { ok: false, reason } : before;
}
