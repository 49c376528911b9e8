import { awaitAnswer } from '../../shared/await-answer.ts';
import { isPromiseLike, type MaybePromise } from '../../shared/maybe-promise.ts';
import type { WaitFor } from '../../shared/with-timeout.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { Verifier, VerifyResult } from './verifier.ts';

export function toVerifierList(verify: Verifier | readonly Verifier[]): readonly Verifier[] {
  return typeof verify === 'function' ? [verify] : verify;
}

const NO_REFUSAL: VerifyResult & { ok: false } = { ok: false, reason: 'no verifier accepted the delivery' };

/**
 * Runs verifiers one after the other until one accepts. Only a result with `ok: true` accepts, whatever else plain
 * JavaScript returns. An error of one verifier counts only if no other one accepts. The result is a promise only if a
 * verifier returned one.
 *
 * @throws What the first failing verifier threw, or VZapsError `VERIFIER_TIMEOUT`.
 */
export function runVerifiers(
  verifiers: readonly Verifier[],
  delivery: Delivery,
  waitFor: WaitFor,
): MaybePromise<VerifyResult> {
  let errors: unknown[] | undefined;
  let refusal = NO_REFUSAL;
  for (let i = 0; i < verifiers.length; i += 1) {
    try {
      const result = (verifiers[i] as Verifier)(delivery);
      if (isPromiseLike(result)) return runLater(result, verifiers.slice(i + 1), delivery, waitFor, refusal, errors);
      if (result?.ok === true) return result;
      refusal = readRefusal(result, refusal);
    } catch (error) {
      errors ??= [];
      errors.push(error);
    }
  }
  if (errors) throw errors[0];
  return refusal;
}

/** Waits for an answer. If it does not accept, the other verifiers run. */
async function runLater(
  answer: Promise<VerifyResult>,
  others: readonly Verifier[],
  delivery: Delivery,
  waitFor: WaitFor,
  refusalBefore: VerifyResult & { ok: false },
  errorsBefore: readonly unknown[] | undefined,
): Promise<VerifyResult> {
  const errors = [...(errorsBefore ?? [])];
  let refusal = refusalBefore;
  let next: MaybePromise<VerifyResult> | undefined = answer;
  for (let i = 0; i <= others.length; i += 1) {
    try {
      const result: VerifyResult = await awaitAnswer(
        next ?? (others[i - 1] as Verifier)(delivery),
        'verifier',
        waitFor,
      );
      if (result?.ok === true) return result;
      refusal = readRefusal(result, refusal);
    } catch (error) {
      errors.push(error);
    }
    next = undefined;
  }
  if (errors.length > 0) throw errors[0];
  return refusal;
}

/** Plain JavaScript can return anything. */
function readRefusal(result: VerifyResult | undefined, before: VerifyResult & { ok: false }): typeof before {
  const { reason } = (result ?? {}) as { reason?: unknown };
  return typeof reason === 'string' ? { ok: false, reason } : before;
}
