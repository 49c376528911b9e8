import { createHmac } from 'node:crypto';
import { AUDIENCE, INSTANCE, SECRET } from '../../harness/credentials.ts';

interface Claims {
  secret?: string;
  audience?: string;
  instance?: string;
  generation?: string;
}

/** A second implementation of the signature of `createUrlSigner()`, so that it is not tested against itself. */
export function urlSignature(claims: Claims = {}): string {
  const { secret = SECRET, audience = AUDIENCE, instance = INSTANCE, generation = '0' } = claims;
  const text = ['v1', audience, instance, generation].map((part) => `${part.length}:${part}`).join('');
  return `v1.${createHmac('sha256', secret).update(text).digest('hex')}`;
}

/** The query of a signed URL. */
export function signedQuery(claims: Claims = {}): string {
  const { instance = INSTANCE, generation = '0' } = claims;
  return `vzaps_instance=${instance}&vzaps_generation=${generation}&vzaps_signature=${urlSignature(claims)}`;
}
