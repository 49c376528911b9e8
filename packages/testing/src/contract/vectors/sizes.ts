import { deflateSync, gzipSync } from 'node:zlib';
import { BODY_LIMIT } from '../harness/credentials.ts';
import type { Difference, RequestSpec, Vector } from '../vector.ts';
import { base64, message, payload, TEXT } from './shared/bodies.ts';
import { EXPRESS_PARSES, FASTIFY_PARSES } from './shared/differences.ts';
import { HANDLED, MALFORMED, MEDIA_TYPE, TOO_LARGE, theirs } from './shared/responses.ts';

const SEEN = [{ text: TEXT }];
const padded = (bytes: number): string => {
  const bare = Buffer.byteLength(JSON.stringify({ ...payload(), padding: '' }));
  return JSON.stringify({ ...payload(), padding: 'x'.repeat(bytes - bare) });
};
// More than any parser takes by itself: 100 kB in Express, 1 MiB in Fastify.
const HUGE = padded(2_000_000);

/** A client that is answered before it has sent everything does not use that connection again. */
const tooLarge = (what: string, request: RequestSpec): Vector => ({
  name: `answers 413 to a body over the limit (${what}), and takes the next request`,
  steps: [
    { body: HUGE, ...request },
    { newConnection: true, body: message() },
  ],
  answers: [TOO_LARGE, HANDLED],
  seen: SEEN,
  but: [
    {
      on: ['limited', ...EXPRESS_PARSES, ...FASTIFY_PARSES],
      because: 'What stands in front has a limit of its own, and answers in words of its own.',
      answers: [theirs(413), HANDLED],
      seen: SEEN,
    },
  ],
});

const compressed = (coding: string, body: Buffer, but: Difference[]): Vector => ({
  name: `answers 415 to a body in ${coding}, unless a parser has inflated it`,
  steps: [{ headers: { 'content-encoding': coding }, body: base64(body) }],
  answers: [MEDIA_TYPE],
  but,
});

const INFLATED: Difference = {
  on: EXPRESS_PARSES,
  because: "Express' parsers inflate.",
  answers: [HANDLED],
  seen: SEEN,
};
const NOT_INFLATED: Difference = {
  on: ['hono json', ...FASTIFY_PARSES],
  because: 'They inflate nothing, and answer what is no JSON.',
  answers: [theirs(400)],
};

export const sizes: readonly Vector[] = [
  { name: 'takes a body of exactly the limit', steps: [{ body: padded(BODY_LIMIT) }], answers: [HANDLED], seen: SEEN },
  tooLarge('told by its length', {}),
  tooLarge('in chunks', { framing: { chunksOf: 50_000 } }),
  {
    name: 'takes a body in chunks that cut characters in two',
    steps: [{ body: message(), framing: { chunksOf: 1 } }],
    answers: [HANDLED],
    seen: SEEN,
  },
  {
    name: 'answers 400 to an empty body',
    steps: [{ body: '' }, { headers: { 'content-type': 'application/json' } }, { framing: { chunksOf: 1 }, body: '' }],
    answers: [MALFORMED, MALFORMED, MALFORMED],
    but: [
      {
        on: ['hono json', ...FASTIFY_PARSES],
        because: 'Their own 400: an empty body is no JSON. To Express it is no body.',
        answers: [theirs(400), theirs(400), theirs(400)],
      },
    ],
  },
  compressed('gzip', gzipSync(message()), [INFLATED, NOT_INFLATED]),
  compressed('deflate', deflateSync(message()), [INFLATED, NOT_INFLATED]),
  compressed('x-unheard-of', Buffer.from(message()), [
    { on: EXPRESS_PARSES, because: "Express' parsers answer codings that they do not know.", answers: [theirs(415)] },
    {
      on: ['fastify json'],
      because: 'Fastify looks at no coding, and what it could parse was not compressed.',
      answers: [HANDLED],
      seen: SEEN,
    },
  ]),
  {
    name: 'takes the content encoding identity',
    steps: [{ headers: { 'content-encoding': 'Identity' }, body: message() }],
    answers: [HANDLED],
    seen: SEEN,
  },
];
