import { DEFAULT_INSTANCE, INSTANCE, OLD_TOKEN, TOKEN } from '../harness/credentials.ts';
import type { VerifierName } from '../harness/scenario-setup.ts';
import type { RequestSpec, ResponseSpec, Vector } from '../vector.ts';
import { message, TEXT } from './shared/bodies.ts';
import { FAILED, HANDLED, REFUSED } from './shared/responses.ts';

/** A verifier that reads only the head of the request, and the response to a valid body. */
const verifies = (verify: VerifierName, what: string, request: RequestSpec, response: ResponseSpec): Vector => ({
  name: `${what} (verifier: ${verify})`,
  setup: { verify },
  steps: [{ body: message(), ...request }],
  responses: [response],
  events:
    response.status === 200
      ? [{ text: TEXT, instanceId: verify === 'no verification' ? DEFAULT_INSTANCE : INSTANCE }]
      : [],
});

const token = (value: string): RequestSpec => ({ target: `{path}?token=${encodeURIComponent(value)}` });

export const verifiers: readonly Vector[] = [
  verifies('URL token', 'accepts the token', token(TOKEN), HANDLED),
  verifies('URL token', 'accepts the token before the rotation and reports it as retired', token(OLD_TOKEN), {
    ...HANDLED,
    retiredSecret: true,
  }),
  verifies('URL token', 'refuses another token', token(`${TOKEN}.`), REFUSED),
  verifies('URL token', 'refuses a URL without a token', { target: '{path}' }, REFUSED),
  verifies('URL token', 'refuses an empty token', token(''), REFUSED),
  verifies(
    'URL token',
    'refuses a repeated token',
    { target: `${token(TOKEN).target}&${token(TOKEN).target?.slice(7)}` },
    REFUSED,
  ),
  verifies('URL token', 'refuses a token in a header', { target: '{path}', headers: { token: TOKEN } }, REFUSED),
  verifies('no verification', 'accepts a URL without a query', { target: '{path}' }, HANDLED),
  verifies(
    'own verifier',
    'accepts a delivery that an asynchronous verifier accepts',
    { target: '{path}?tenant=known' },
    HANDLED,
  ),
  verifies(
    'own verifier',
    'refuses a delivery that an asynchronous verifier refuses',
    { target: '{path}?tenant=other' },
    REFUSED,
  ),
  verifies(
    'throwing verifier',
    'responds 500 when the verifier throws, so that VZaps keeps the delivery in its log',
    {},
    FAILED,
  ),
  verifies('promise as ok', 'refuses a delivery when the verifier returns a promise as `ok`', {}, REFUSED),
];
