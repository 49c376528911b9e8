import type { MountKind } from '../mount.ts';
import type { Difference, RequestSpec, Vector } from '../vector.ts';
import { message, TEXT } from './shared/bodies.ts';
import { EXPRESS_PARSES, FASTIFY_PARSES } from './shared/differences.ts';
import { foreign, HANDLED, MALFORMED, REFUSED, UNPROCESSABLE } from './shared/responses.ts';

const EVENTS = [{ text: TEXT }];

/** A request whose body never arrives. Only a receiver that does not wait for the body can respond. */
const forgedWithoutBody = (framing: RequestSpec['framing'], headers = {}): RequestSpec => ({
  target: '{path}?vzaps_signature=v1.forged',
  headers: { 'content-type': 'application/json', ...headers },
  ...(framing && { framing }),
});

const READS_FIRST: readonly MountKind[] = ['kept bytes', 'hono json', ...EXPRESS_PARSES, ...FASTIFY_PARSES];
const readFirst = (...on: MountKind[]): Difference => ({
  on: [...on, ...READS_FIRST],
  reason: 'The middleware in front reads the whole body first.',
  responses: ['none'],
});

export const connections: readonly Vector[] = [
  {
    name: 'refuses a forged delivery before its body is read',
    steps: [forgedWithoutBody({ contentLength: '1000' })],
    responses: [REFUSED],
    differences: [readFirst()],
  },
  {
    name: 'refuses a forged delivery before its chunks are read',
    steps: [forgedWithoutBody(undefined, { 'transfer-encoding': 'chunked' })],
    responses: [REFUSED],
    differences: [readFirst('limited')],
  },
  {
    name: 'responds 400 to a body that does not arrive in time',
    // This is long enough for the second request on a slow machine.
    setup: { limits: { bodyTimeoutMs: 500 } },
    steps: [{ body: '{"type":', framing: { contentLength: '1000' } }, { body: message() }],
    responses: [MALFORMED, HANDLED],
    events: EVENTS,
    differences: [{ ...readFirst(), responses: ['none', HANDLED], events: EVENTS }],
  },
  {
    name: 'handles the next request after a client disconnects in the middle of its body',
    steps: [{ body: '{"type":', framing: { contentLength: '1000' }, disconnects: true }, { body: message() }],
    responses: ['none', HANDLED],
    events: EVENTS,
  },
  {
    name: 'reads a body up to its length and ignores the bytes behind it',
    steps: [
      {
        body: `${message()}GET /smuggled HTTP/1.1\r\n`,
        framing: { contentLength: String(Buffer.byteLength(message())) },
      },
      { body: message({ messageId: '3EB0NEXT' }) },
    ],
    responses: [HANDLED, HANDLED],
    events: [...EVENTS, ...EVENTS],
  },
  {
    name: 'rejects a request whose body length is contradictory or invalid',
    steps: [
      { body: message(), headers: { 'transfer-encoding': 'chunked' }, framing: { contentLength: '5' } },
      { body: message(), framing: { contentLength: 'many' } },
      { body: message(), framing: { contentLength: '-1' } },
    ],
    responses: [foreign(400), foreign(400), foreign(400)],
    differences: [
      {
        on: ['workerd'],
        reason: 'workerd reads only the chunks, as RFC 9112 says. The body has none, so it ends too early.',
        responses: [MALFORMED, foreign(400), foreign(400)],
      },
    ],
  },
  {
    name: 'handles a request of HTTP/1.0',
    steps: [{ http: '1.0', body: message() }],
    responses: [HANDLED],
    events: EVENTS,
  },
  {
    name: 'handles a request that expects 100-continue',
    steps: [{ headers: { expect: '100-continue' }, body: message() }],
    responses: [HANDLED],
    events: EVENTS,
  },
  {
    name: 'handles the next request of a connection after each error',
    steps: [
      { target: '{path}?forged', body: message() },
      { body: message() },
      { body: '[]' },
      { target: '{path}?forged', body: message(), framing: { chunksOf: 7 } },
      { body: message({ messageId: '3EB0NEXT' }), framing: { chunksOf: 7 } },
    ],
    responses: [REFUSED, HANDLED, UNPROCESSABLE, REFUSED, HANDLED],
    events: [...EVENTS, ...EVENTS],
  },
];
