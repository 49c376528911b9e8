import { VZapsError } from '../../errors.ts';
import { soon } from '../../shared/await-answer.ts';
import type { WaitFor } from '../../shared/with-timeout.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { Verifier, VerifyResult } from './verifier.ts';

/** @throws VZapsError `INVALID_OPTION`. */
export function verifiersOf(verify: Verifier | readonly Verifier[]): readonly Verifier[] {
  const list = typeof verify === 'function' ? [verify] : verify;
  if (!Array.isArray(list) || list.length === 0 || list.some((each) => typeof each !== 'function')) {
    throw new VZapsError(
      'INVALID_OPTION',
      'createReceiver() needs `verify`: a verifier such as createUrlSigner({ secret }).verify, or a list of which one ' +
        'must pass. unsafeSkipVerification() is the honest name for none.',
    );
  }
  return list;
}

/** One that passes is enough, even when another breaks or hangs. */
export async function verifyWith(
  verifiers: readonly Verifier[],
  delivery: Delivery,
  wait: WaitFor,
): Promise<VerifyResult> {
  let refused: VerifyResult = { ok: false, reason: 'no verifier passed' };
  const broken: unknown[] = [];
  for (const verifier of verifiers) {
    try {
      const result = await soon(verifier(delivery), 'verifier', wait);
      if (result.ok) return result;
      refused = result;
    } catch (error) {
      broken.push(error);
    }
  }
  if (broken.length > 0) throw broken[0];
  return refused;
}
