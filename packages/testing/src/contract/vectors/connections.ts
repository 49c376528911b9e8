import type { MountKind } from '../mount.ts';
import type { Difference, RequestSpec, Vector } from '../vector.ts';
import { message, TEXT } from './shared/bodies.ts';
import { EXPRESS_PARSES, FASTIFY_PARSES } from './shared/differences.ts';
import { DRIFTED, HANDLED, MALFORMED, REFUSED, theirs } from './shared/responses.ts';

const SEEN = [{ text: TEXT }];

/** A body that never comes: only who does not wait for it can answer. */
const forgedWithoutItsBody = (framing: RequestSpec['framing'], headers = {}): RequestSpec => ({
  target: '{path}?vzaps_signature=v1.forged',
  headers: { 'content-type': 'application/json', ...headers },
  ...(framing && { framing }),
});

const READS_FIRST: readonly MountKind[] = ['kept bytes', 'hono json', ...EXPRESS_PARSES, ...FASTIFY_PARSES];
const readFirst = (...on: MountKind[]): Difference => ({
  on: [...on, ...READS_FIRST],
  because: 'What stands in front reads the body first, and waits for it.',
  answers: ['none'],
});

export const connections: readonly Vector[] = [
  {
    name: 'refuses a forged delivery before its body is read',
    steps: [forgedWithoutItsBody({ claims: '1000' })],
    answers: [REFUSED],
    but: [readFirst()],
  },
  {
    name: 'refuses a forged delivery before its chunks are read',
    steps: [forgedWithoutItsBody(undefined, { 'transfer-encoding': 'chunked' })],
    answers: [REFUSED],
    but: [readFirst('limited')],
  },
  {
    name: 'answers 400 to a body that does not come in time',
    // For the second request it must be long enough on a slow machine.
    setup: { limits: { bodyTimeoutMs: 500 } },
    steps: [{ body: '{"type":', framing: { claims: '1000' } }, { body: message() }],
    answers: [MALFORMED, HANDLED],
    seen: SEEN,
    but: [{ ...readFirst(), answers: ['none', HANDLED], seen: SEEN }],
  },
  {
    name: 'waits for a body that was promised, and outlives a client that goes away',
    steps: [{ body: '{"type":', framing: { claims: '1000' }, hangsUp: true }, { body: message() }],
    answers: ['none', HANDLED],
    seen: SEEN,
  },
  {
    name: 'takes a body up to its length, whatever stands behind it',
    steps: [
      {
        body: `${message()}GET /smuggled HTTP/1.1\r\n`,
        framing: { claims: String(Buffer.byteLength(message())) },
      },
      { body: message({ messageId: '3EB0NEXT' }) },
    ],
    answers: [HANDLED, HANDLED],
    seen: [...SEEN, ...SEEN],
  },
  {
    name: 'lets nothing through whose length is told in two ways',
    steps: [
      { body: message(), headers: { 'transfer-encoding': 'chunked' }, framing: { claims: '5' } },
      { body: message(), framing: { claims: 'many' } },
      { body: message(), framing: { claims: '-1' } },
    ],
    answers: [theirs(400), theirs(400), theirs(400)],
    but: [
      {
        on: ['workerd'],
        because: 'workerd heeds the chunks alone, as RFC 9112 says. These are none, and the body breaks off.',
        answers: [MALFORMED, theirs(400), theirs(400)],
      },
    ],
  },
  {
    name: 'takes a request of HTTP/1.0',
    steps: [{ http: '1.0', body: message() }],
    answers: [HANDLED],
    seen: SEEN,
  },
  {
    name: 'takes a request that expects 100-continue',
    steps: [{ headers: { expect: '100-continue' }, body: message() }],
    answers: [HANDLED],
    seen: SEEN,
  },
  {
    name: 'takes the next request of a connection after each error',
    steps: [
      { target: '{path}?forged', body: message() },
      { body: message() },
      { body: '[]' },
      { target: '{path}?forged', body: message(), framing: { chunksOf: 7 } },
      { body: message({ messageId: '3EB0NEXT' }), framing: { chunksOf: 7 } },
    ],
    answers: [REFUSED, HANDLED, DRIFTED, REFUSED, HANDLED],
    seen: [...SEEN, ...SEEN],
  },
];
