import { createHmac } from 'node:crypto';
import {
  DEFAULT_INSTANCE,
  GATEWAY_SECRET,
  INSTANCE,
  OLD_GATEWAY_SECRET,
  STANDARD_SECRET,
} from '../harness/credentials.ts';
import type { VerifierName } from '../harness/scenario-setup.ts';
import type { RequestSpec, ResponseSpec, Vector } from '../vector.ts';
import { message, payload, TEXT } from './shared/bodies.ts';
import { rawBodyHint } from './shared/differences.ts';
import { HANDLED, REFUSED, THROWN } from './shared/responses.ts';

/** JSON that no serializer writes: its signature matches only these exact bytes. */
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

const TIMESTAMP = '1767268800';
const standard = (timestamp: string, signatures: (right: string) => string, body = BODY): RequestSpec => {
  const key = Buffer.from(STANDARD_SECRET.slice('whsec_'.length), 'base64');
  const right = `v1,${hmac(key, `msg_1.${timestamp}.${BODY}`, 'base64')}`;
  const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': timestamp, 'webhook-signature': signatures(right) };
  return { target: '{path}', headers, body };
};

const verifies = (verify: VerifierName, what: string, request: RequestSpec, response: ResponseSpec): Vector => ({
  name: `${what} (verifier: ${verify})`,
  setup: { verify },
  steps: [request],
  responses: [response],
  events: response.status === 200 ? [{ text: TEXT }] : [],
  differences: [rawBodyHint()],
});

export const byteVerifiers: readonly Vector[] = [
  verifies('gateway signature', 'accepts a signature of the exact bytes', SIGNED, HANDLED),
  verifies(
    'gateway signature',
    'accepts a signature in upper case',
    gateway(`sha256=${hmac(GATEWAY_SECRET, BODY).toUpperCase()}`),
    HANDLED,
  ),
  verifies(
    'gateway signature',
    'accepts a signature of bytes that arrive in chunks',
    { ...SIGNED, framing: { chunksOf: 50 } },
    HANDLED,
  ),
  verifies(
    'gateway signature',
    'accepts the secret before the rotation and reports it as retired',
    gateway(`sha256=${hmac(OLD_GATEWAY_SECRET, BODY)}`),
    {
      ...HANDLED,
      retiredSecret: true,
    },
  ),
  verifies('gateway signature', 'refuses the same JSON in other bytes', { ...SIGNED, body: message() }, REFUSED),
  verifies('gateway signature', 'refuses a body with one more space', { ...SIGNED, body: `${BODY} ` }, REFUSED),
  verifies(
    'gateway signature',
    'refuses a signature with another prefix',
    gateway(`sha512=${hmac(GATEWAY_SECRET, BODY)}`),
    REFUSED,
  ),
  verifies('gateway signature', 'refuses a delivery without a signature', { target: '{path}', body: BODY }, REFUSED),
  verifies(
    'standard webhooks',
    'accepts a valid signature',
    standard(TIMESTAMP, (right) => right),
    HANDLED,
  ),
  verifies(
    'standard webhooks',
    'accepts one valid signature among several',
    standard(TIMESTAMP, (right) => `v1,bm8= ${right} v2,x`),
    HANDLED,
  ),
  verifies(
    'standard webhooks',
    'refuses a changed body',
    standard(TIMESTAMP, (right) => right, message()),
    REFUSED,
  ),
  verifies(
    'standard webhooks',
    'refuses a timestamp outside the tolerance',
    standard('1', (right) => right),
    REFUSED,
  ),
  {
    name: 'accepts either of two verifiers and refuses a delivery that satisfies neither',
    setup: { verify: 'signed URL or gateway signature' },
    steps: [{ body: message() }, SIGNED, { ...SIGNED, headers: {} }],
    // The gateway's signature names no instance, so the receiver uses its option `instanceId`. The two events differ in
    // the instance.
    responses: [HANDLED, HANDLED, REFUSED],
    events: [
      { text: TEXT, instanceId: INSTANCE },
      { text: TEXT, instanceId: DEFAULT_INSTANCE },
    ],
    differences: [{ ...rawBodyHint(HANDLED, THROWN, THROWN), events: [{ text: TEXT, instanceId: INSTANCE }] }],
  },
];
