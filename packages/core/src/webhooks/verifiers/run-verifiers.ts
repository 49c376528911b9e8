import { awaitAnswer } from '../../shared/await-answer.ts';
import type { WaitFor } from '../../shared/with-timeout.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { Verifier, VerifyResult } from './verifier.ts';

export function toVerifierList(verify: Verifier | readonly Verifier[]): readonly Verifier[] {
  return typeof verify === 'function' ? [verify] : verify;
}

/**
 * Runs verifiers one after the other until one accepts. Only a result with `ok: true` accepts, whatever else plain
 * JavaScript returns. An error of one verifier counts only if no other one accepts.
 *
 * @throws What the first failing verifier threw, or VZapsError `VERIFIER_TIMEOUT`.
 */
export async function runVerifiers(
  verifiers: readonly Verifier[],
  delivery: Delivery,
  waitFor: WaitFor,
): Promise<VerifyResult> {
  let refusal: VerifyResult & { ok: false } = { ok: false, reason: 'no verifier accepted the delivery' };
  const errors: unknown[] = [];
  for (const verifier of verifiers) {
    try {
      const result: VerifyResult | undefined = await awaitAnswer(verifier(delivery), 'verifier', waitFor);
      if (result?.ok === true) return result;
      if (typeof result?.reason === 'string') refusal = { ok: false, reason: result.reason };
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  return refusal;
}
