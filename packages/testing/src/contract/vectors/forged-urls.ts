import { AUDIENCE, INSTANCE, REVOKED_GENERATION, SECRET } from '../harness/credentials.ts';
import type { Vector } from '../vector.ts';
import { message } from './shared/bodies.ts';
import { REFUSED } from './shared/responses.ts';
import { signedQuery, urlSignature } from './shared/signed-query.ts';

const OTHER = 'VZOTHER4N8P1Q3R5S7T0';

const refuses = (what: string, query: string): Vector => ({
  name: `refuses ${what}`,
  steps: [{ target: `{path}${query}`, body: message() }],
  responses: [REFUSED],
});

const signature = urlSignature();
const last = (Number.parseInt(signature.slice(-1), 16) ^ 1).toString(16);
const withSignature = (given: string): string => `?${signedQuery().replace(signature, given)}`;

/** The body is valid in every case. Only the URL is forged. */
export const forgedUrls: readonly Vector[] = [
  refuses('a URL without a query', ''),
  refuses('a URL without a signature', `?vzaps_instance=${INSTANCE}&vzaps_generation=0`),
  refuses('an empty signature', withSignature('')),
  refuses('a signature with one bit changed', withSignature(signature.slice(0, -1) + last)),
  refuses('a shortened signature', withSignature(signature.slice(0, -1))),
  refuses('a signature with an added character', withSignature(`${signature}0`)),
  refuses('a signature in upper case', withSignature(`v1.${signature.slice(3).toUpperCase()}`)),
  refuses('a signature without its version', withSignature(signature.slice(3))),
  refuses('a signature of another instance', `?${signedQuery().replace(INSTANCE, OTHER)}`),
  refuses('a repeated signature', `?{signed}&vzaps_signature=${signature}`),
  refuses('a repeated instance', `?{signed}&vzaps_instance=${OTHER}`),
  refuses('a repeated instance under a percent-encoded name', `?{signed}&vzaps%5Finstance=${OTHER}`),
  refuses('a repeated generation', '?{signed}&vzaps_generation=0'),
  refuses('parameter names in upper case', `?${signedQuery().replaceAll('vzaps_', 'VZAPS_')}`),
  refuses('parameters that are separated by semicolons', `?${signedQuery().replaceAll('&', ';')}`),
  refuses('a signature that is followed by a question mark', '?{signed}?'),
  refuses(
    'a generation that is written as 00 instead of 0',
    `?${signedQuery().replace('generation=0', 'generation=00')}`,
  ),
  refuses(
    'a signature whose audience and instance are split at another position',
    `?${signedQuery({ audience: `${AUDIENCE}${INSTANCE[0]}`, instance: INSTANCE.slice(1) })}`,
  ),
  refuses('a signature of an unlisted secret', `?${signedQuery({ secret: `${SECRET}, but another` })}`),
  refuses('a signature for another audience', `?${signedQuery({ audience: 'staging' })}`),
  refuses('a revoked generation', `?${signedQuery({ generation: String(REVOKED_GENERATION) })}`),
  {
    name: 'refuses a signature that is only in the body and in headers',
    steps: [
      {
        target: '{path}',
        headers: { 'content-type': 'application/x-www-form-urlencoded', vzaps_signature: signature },
        body: `${signedQuery()}&jsonData=${encodeURIComponent(message())}`,
      },
    ],
    responses: [REFUSED],
  },
];
