import { deflateSync, gzipSync } from 'node:zlib';
import { BODY_LIMIT } from '../harness/credentials.ts';
import type { Difference, RequestSpec, Vector } from '../vector.ts';
import { base64, message, payload, TEXT } from './shared/bodies.ts';
import { EXPRESS_PARSES, FASTIFY_PARSES } from './shared/differences.ts';
import { foreign, HANDLED, MALFORMED, TOO_LARGE, UNSUPPORTED_ENCODING } from './shared/responses.ts';

const EVENTS = [{ text: TEXT }];
const padded = (bytes: number): string => {
  const bare = Buffer.byteLength(JSON.stringify({ ...payload(), padding: '' }));
  return JSON.stringify({ ...payload(), padding: 'x'.repeat(bytes - bare) });
};
// Over the default limit of every parser: 100 kB in Express, 1 MiB in Fastify.
const HUGE = padded(2_000_000);

/** A client that gets its response before it has sent everything does not reuse the connection. */
const tooLarge = (what: string, request: RequestSpec): Vector => ({
  name: `responds 413 to a body over the limit (${what}) and handles the next request`,
  steps: [
    { body: HUGE, ...request },
    { newConnection: true, body: message() },
  ],
  responses: [TOO_LARGE, HANDLED],
  events: EVENTS,
  differences: [
    {
      on: ['limited', ...EXPRESS_PARSES, ...FASTIFY_PARSES],
      reason: 'The middleware in front has a limit of its own and responds itself.',
      responses: [foreign(413), HANDLED],
      events: EVENTS,
    },
  ],
});

const compressed = (coding: string, body: Buffer, differences: Difference[]): Vector => ({
  name: `responds 415 to a body in ${coding}, unless a parser has decompressed it`,
  steps: [{ headers: { 'content-encoding': coding }, body: base64(body) }],
  responses: [UNSUPPORTED_ENCODING],
  differences,
});

const DECOMPRESSED: Difference = {
  on: EXPRESS_PARSES,
  reason: 'The parsers of Express decompress bodies.',
  responses: [HANDLED],
  events: EVENTS,
};
const NOT_DECOMPRESSED: Difference = {
  on: ['hono json', ...FASTIFY_PARSES],
  reason: 'The JSON parsers of Hono and Fastify do not decompress. They respond themselves to a body that is not JSON.',
  responses: [foreign(400)],
};

export const sizes: readonly Vector[] = [
  {
    name: 'handles a body of exactly the limit',
    steps: [{ body: padded(BODY_LIMIT) }],
    responses: [HANDLED],
    events: EVENTS,
  },
  tooLarge('with a length', {}),
  tooLarge('in chunks', { framing: { chunksOf: 50_000 } }),
  {
    name: 'handles a body whose chunks split characters',
    steps: [{ body: message(), framing: { chunksOf: 1 } }],
    responses: [HANDLED],
    events: EVENTS,
  },
  {
    name: 'responds 400 to an empty body',
    steps: [{ body: '' }, { headers: { 'content-type': 'application/json' } }, { framing: { chunksOf: 1 }, body: '' }],
    responses: [MALFORMED, MALFORMED, MALFORMED],
    differences: [
      {
        on: ['hono json', ...FASTIFY_PARSES],
        reason: 'The parser responds 400 itself, because an empty body is not JSON. Express treats it as no body.',
        responses: [foreign(400), foreign(400), foreign(400)],
      },
    ],
  },
  compressed('gzip', gzipSync(message()), [DECOMPRESSED, NOT_DECOMPRESSED]),
  compressed('deflate', deflateSync(message()), [DECOMPRESSED, NOT_DECOMPRESSED]),
  compressed('x-unheard-of', Buffer.from(message()), [
    {
      on: EXPRESS_PARSES,
      reason: 'The parsers of Express respond themselves to encodings that they do not know.',
      responses: [foreign(415)],
    },
    {
      on: ['fastify json'],
      reason: 'Fastify ignores the encoding, and this body is not compressed.',
      responses: [HANDLED],
      events: EVENTS,
    },
  ]),
  {
    name: 'handles the content encoding identity',
    steps: [{ headers: { 'content-encoding': 'Identity' }, body: message() }],
    responses: [HANDLED],
    events: EVENTS,
  },
];
