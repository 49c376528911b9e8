import { createHmac } from 'node:crypto';
import { GATEWAY_SECRET, INSTANCE, OLD_GATEWAY_SECRET, STANDARD_SECRET } from '../harness/credentials.ts';
import type { VerifierName } from '../harness/scenario-setup.ts';
import type { Answer, RequestSpec, Vector } from '../vector.ts';
import { message, payload, TEXT } from './shared/bodies.ts';
import { rawBodyHint } from './shared/differences.ts';
import { HANDLED, REFUSED, THROWN } from './shared/responses.ts';

/** What no JSON serialiser would write: a signature of it fits nothing but these very bytes. */
const BODY = JSON.stringify(payload(), null, 3).replace('olá', '\\u006fl\\u00e1').replace('{', '{"version" :1.0,');

const hmac = (key: string | Buffer, text: string, as: 'hex' | 'base64' = 'hex'): string =>
  createHmac('sha256', key).update(text).digest(as);

const gateway = (signature: string, more: RequestSpec = {}): RequestSpec => ({
  target: '{path}',
  headers: { 'x-signature': signature },
  body: BODY,
  ...more,
});
const SIGNED = gateway(`sha256=${hmac(GATEWAY_SECRET, BODY)}`);

const AT = '1767268800';
const standard = (timestamp: string, signatures: (right: string) => string, body = BODY): RequestSpec => {
  const key = Buffer.from(STANDARD_SECRET.slice('whsec_'.length), 'base64');
  const right = `v1,${hmac(key, `msg_1.${timestamp}.${BODY}`, 'base64')}`;
  const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': timestamp, 'webhook-signature': signatures(right) };
  return { target: '{path}', headers, body };
};

const verifies = (verify: VerifierName, what: string, request: RequestSpec, answer: Answer): Vector => ({
  name: `${verify}: ${what}`,
  setup: { verify },
  steps: [request],
  answers: [answer],
  seen: answer.status === 200 ? [{ text: TEXT }] : [],
  but: [rawBodyHint()],
});

export const byteVerifiers: readonly Vector[] = [
  verifies('gateway signature', 'takes the signature of these very bytes', SIGNED, HANDLED),
  verifies(
    'gateway signature',
    'takes a signature in capitals',
    gateway(`sha256=${hmac(GATEWAY_SECRET, BODY).toUpperCase()}`),
    HANDLED,
  ),
  verifies('gateway signature', 'takes the bytes in chunks', { ...SIGNED, framing: { chunksOf: 50 } }, HANDLED),
  verifies(
    'gateway signature',
    'takes the secret before it, and tells',
    gateway(`sha256=${hmac(OLD_GATEWAY_SECRET, BODY)}`),
    {
      ...HANDLED,
      retiredSecret: true,
    },
  ),
  verifies('gateway signature', 'refuses the same JSON in other bytes', { ...SIGNED, body: message() }, REFUSED),
  verifies('gateway signature', 'refuses one more space', { ...SIGNED, body: `${BODY} ` }, REFUSED),
  verifies('gateway signature', 'refuses another prefix', gateway(`sha512=${hmac(GATEWAY_SECRET, BODY)}`), REFUSED),
  verifies('gateway signature', 'refuses no signature', { target: '{path}', body: BODY }, REFUSED),
  verifies(
    'standard webhooks',
    'takes a signature',
    standard(AT, (right) => right),
    HANDLED,
  ),
  verifies(
    'standard webhooks',
    'takes one signature of several',
    standard(AT, (right) => `v1,bm8= ${right} v2,x`),
    HANDLED,
  ),
  verifies(
    'standard webhooks',
    'refuses a body that was changed',
    standard(AT, (right) => right, message()),
    REFUSED,
  ),
  verifies(
    'standard webhooks',
    'refuses a timestamp that is too far off',
    standard('1', (right) => right),
    REFUSED,
  ),
  {
    name: 'signed URL or gateway signature: takes either, and refuses neither',
    setup: { verify: 'signed URL or gateway signature' },
    steps: [{ body: message() }, SIGNED, { ...SIGNED, headers: {} }],
    // The gateway proves no instance: what it brings is not known to be the same.
    answers: [HANDLED, HANDLED, REFUSED],
    seen: [{ text: TEXT, instanceId: INSTANCE }, { text: TEXT }],
    but: [{ ...rawBodyHint(HANDLED, THROWN, THROWN), seen: [{ text: TEXT, instanceId: INSTANCE }] }],
  },
];
