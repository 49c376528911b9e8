import type { Verifier } from './verifier.ts';

/**
 * Accepts every delivery. Anyone who knows the URL can forge messages. For tests and closed networks only.
 *
 * @example
 * import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
 *
 * createReceiver({ verify: unsafeSkipVerification() });
 */
export function unsafeSkipVerification(): Verifier {
  return () => ({ ok: true });
}
