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
  GATEWAY_SECRET,
  INSTANCE,
  OLD_GATEWAY_SECRET,
  OLD_SECRET,
  OLD_TOKEN,
  REVOKED_GENERATION,
  SECRET,
  STANDARD_SECRET,
  TOKEN,
  WORDS,
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
  // The vectors are signed once and for all, in January 2026, and every clock is near enough to that.
  'standard webhooks': () => standardWebhooks({ secret: STANDARD_SECRET, toleranceSeconds: 1e9, instanceId: INSTANCE }),
  'signed URL or gateway signature': () => [signedUrl(), gateway()],
  everyone: unsafeSkipVerification,
  'my own': () => async (delivery) => {
    await Promise.resolve();
    const known = delivery.target.includes('?tenant=known');
    return known ? { ok: true, instanceId: INSTANCE } : { ok: false, reason: 'nobody knows this tenant' };
  },
  broken: () => () => {
    throw new Error(WORDS);
  },
};
