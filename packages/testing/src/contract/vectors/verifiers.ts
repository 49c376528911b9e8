import { INSTANCE, OLD_TOKEN, TOKEN } from '../harness/credentials.ts';
import type { VerifierName } from '../harness/scenario-setup.ts';
import type { Answer, RequestSpec, Vector } from '../vector.ts';
import { message, TEXT } from './shared/bodies.ts';
import { FAILED, HANDLED, REFUSED } from './shared/responses.ts';

/** A verifier that reads nothing but the head of the request, and the answer to a good body. */
const verifies = (verify: VerifierName, what: string, request: RequestSpec, answer: Answer): Vector => ({
  name: `${verify}: ${what}`,
  setup: { verify },
  steps: [{ body: message(), ...request }],
  answers: [answer],
  seen: answer.status === 200 ? [{ text: TEXT, ...(verify !== 'everyone' && { instanceId: INSTANCE }) }] : [],
});

const token = (value: string): RequestSpec => ({ target: `{path}?token=${encodeURIComponent(value)}` });

export const verifiers: readonly Vector[] = [
  verifies('URL token', 'takes the token', token(TOKEN), HANDLED),
  verifies('URL token', 'takes the token before it, and tells', token(OLD_TOKEN), { ...HANDLED, retiredSecret: true }),
  verifies('URL token', 'refuses another token', token(`${TOKEN}.`), REFUSED),
  verifies('URL token', 'refuses no token', { target: '{path}' }, REFUSED),
  verifies('URL token', 'refuses an empty token', token(''), REFUSED),
  verifies(
    'URL token',
    'refuses a token that is repeated',
    { target: `${token(TOKEN).target}&${token(TOKEN).target?.slice(7)}` },
    REFUSED,
  ),
  verifies('URL token', 'refuses a token in a header', { target: '{path}', headers: { token: TOKEN } }, REFUSED),
  verifies('everyone', 'takes a URL without a query', { target: '{path}' }, HANDLED),
  verifies('my own', 'takes what an asynchronous function takes', { target: '{path}?tenant=known' }, HANDLED),
  verifies('my own', 'refuses what an asynchronous function refuses', { target: '{path}?tenant=other' }, REFUSED),
  verifies('broken', 'is no refusal: the delivery stays in the log', {}, FAILED),
];
