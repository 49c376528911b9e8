import {
  createUrlSigner,
  hmacSignature,
  standardWebhooks,
  unsafeSkipVerification,
  urlToken,
  type Verifier,
} from '@vzaps/core/webhooks';
import {
  AUDIENCE,
  ERROR_TEXT,
  GATEWAY_SECRET,
  INSTANCE,
  OLD_GATEWAY_SECRET,
  OLD_SECRET,
  OLD_TOKEN,
  REVOKED_GENERATION,
  SECRET,
  STANDARD_SECRET,
  TOKEN,
} from './credentials.ts';
import type { VerifierName } from './scenario-setup.ts';

const signedUrl = () =>
  createUrlSigner({
    secret: [SECRET, OLD_SECRET],
    audience: AUDIENCE,
    accept: (_, generation) => generation < REVOKED_GENERATION,
  }).verify;

const gateway = () =>
  hmacSignature({ secret: [GATEWAY_SECRET, OLD_GATEWAY_SECRET], header: 'x-signature', prefix: 'sha256=' });

export const VERIFIERS: Record<VerifierName, () => Verifier | Verifier[]> = {
  'signed URL': signedUrl,
  'URL token': () => urlToken({ token: [TOKEN, OLD_TOKEN], param: 'token', instanceId: INSTANCE }),
  'gateway signature': gateway,
  // The vectors have fixed signatures of January 2026, so the tolerance is about 32 years.
  'standard webhooks': () => standardWebhooks({ secret: STANDARD_SECRET, toleranceSeconds: 1e9, instanceId: INSTANCE }),
  'signed URL or gateway signature': () => [signedUrl(), gateway()],
  'no verification': unsafeSkipVerification,
  'own verifier': () => async (delivery) => {
    await Promise.resolve();
    const known = delivery.target.includes('?tenant=known');
    return known ? { ok: true, instanceId: INSTANCE } : { ok: false, reason: 'the tenant is unknown' };
  },
  'throwing verifier': () => () => {
    throw new Error(ERROR_TEXT);
  },
  'promise as ok': () => () => ({ ok: Promise.resolve(false) }) as never,
};
