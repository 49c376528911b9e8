import { AUDIENCE, INSTANCE, REVOKED_GENERATION, SECRET } from '../harness/credentials.ts';
import type { Vector } from '../vector.ts';
import { message } from './shared/bodies.ts';
import { REFUSED } from './shared/responses.ts';
import { signedQuery, urlSignature } from './shared/signed-query.ts';

const OTHER = 'VZOTHER4N8P1Q3R5S7T0';

const refuses = (what: string, query: string): Vector => ({
  name: `refuses ${what}`,
  steps: [{ target: `{path}${query}`, body: message() }],
  answers: [REFUSED],
});

const signature = urlSignature();
const last = (Number.parseInt(signature.slice(-1), 16) ^ 1).toString(16);
const withSignature = (given: string): string => `?${signedQuery().replace(signature, given)}`;

/** Nothing of these has a word to say about the body: it is a good one, every time. */
export const forgedUrls: readonly Vector[] = [
  refuses('a URL without a query', ''),
  refuses('a URL without a signature', `?vzaps_instance=${INSTANCE}&vzaps_generation=0`),
  refuses('an empty signature', withSignature('')),
  refuses('a signature with one bit changed', withSignature(signature.slice(0, -1) + last)),
  refuses('a signature cut short', withSignature(signature.slice(0, -1))),
  refuses('a signature with something behind it', withSignature(`${signature}0`)),
  refuses('a signature in capitals', withSignature(`v1.${signature.slice(3).toUpperCase()}`)),
  refuses('a signature without its version', withSignature(signature.slice(3))),
  refuses("another instance's signature", `?${signedQuery().replace(INSTANCE, OTHER)}`),
  refuses('a repeated signature', `?{signed}&vzaps_signature=${signature}`),
  refuses('a repeated instance', `?{signed}&vzaps_instance=${OTHER}`),
  refuses('a repeated instance under a percent-encoded name', `?{signed}&vzaps%5Finstance=${OTHER}`),
  refuses('a repeated generation', '?{signed}&vzaps_generation=0'),
  refuses('parameters in capitals', `?${signedQuery().replaceAll('vzaps_', 'VZAPS_')}`),
  refuses('parameters between semicolons', `?${signedQuery().replaceAll('&', ';')}`),
  refuses('a signature with a question mark behind it', '?{signed}?'),
  refuses('a generation that is written otherwise', `?${signedQuery().replace('generation=0', 'generation=00')}`),
  refuses(
    'a signature that was moved over a border of its parts',
    `?${signedQuery({ audience: `${AUDIENCE}${INSTANCE[0]}`, instance: INSTANCE.slice(1) })}`,
  ),
  refuses('a signature made with a secret that is not listed', `?${signedQuery({ secret: `${SECRET}, but another` })}`),
  refuses('a signature for another audience', `?${signedQuery({ audience: 'staging' })}`),
  refuses('a generation that is not accepted', `?${signedQuery({ generation: String(REVOKED_GENERATION) })}`),
  {
    name: 'refuses a signature that stands in the body and in headers alone',
    steps: [
      {
        target: '{path}',
        headers: { 'content-type': 'application/x-www-form-urlencoded', vzaps_signature: signature },
        body: `${signedQuery()}&jsonData=${encodeURIComponent(message())}`,
      },
    ],
    answers: [REFUSED],
  },
];
