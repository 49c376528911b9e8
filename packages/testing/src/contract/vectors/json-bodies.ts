import type { Difference, RequestSpec, Vector } from '../vector.ts';
import { base64, message, payload, TEXT } from './shared/bodies.ts';
import { FASTIFY_PARSES, parsers400 } from './shared/differences.ts';
import { DRIFTED, HANDLED, MALFORMED, theirs, UNHANDLED } from './shared/responses.ts';

type Body = NonNullable<RequestSpec['body']>;

const takes = (what: string, body: Body, seen = { text: TEXT }, but?: Difference[]): Vector => ({
  name: `takes ${what}`,
  steps: [{ body }],
  answers: [HANDLED],
  seen: [seen],
  ...(but && { but }),
});

const malformed = (what: string, body: Body, but: Difference[]): Vector => ({
  name: `answers 400 to ${what}`,
  // Malformed is no event of its own: the next delivery is.
  steps: [{ body }, { body: message() }],
  answers: [MALFORMED, HANDLED],
  seen: [{ text: TEXT }],
  but: but.map((each) => ({ ...each, answers: [...each.answers, HANDLED], seen: [{ text: TEXT }] })),
});

const NOT_JSON = [parsers400('A parser of JSON answers what is none, in words of its own.')];

/** Keys before the event's own, which must not change what is seen of it. */
const withKeys = (keys: string): string => message().replace('{', `{${keys},`);

/** UTF-8's two bytes of á, replaced by Latin-1's one. */
const NO_UTF8 = Buffer.from(Buffer.from(message()).toString('latin1').replaceAll('\xc3\xa1', '\xe1'), 'latin1');

export const jsonBodies: readonly Vector[] = [
  takes('JSON with odd spaces', ` \n${JSON.stringify(payload(), null, 7)}\r\n\t`),
  takes('JSON with 1.0, escapes and an emoji', withKeys('"version":1.0').replace('olá', '\\u006fl\\u00e1')),
  takes('JSON with an emoji in two escapes', message().replace('😀', '\\ud83d\\ude00')),
  takes('JSON with half an emoji', message().replace('😀', '\\ud83d'), { text: TEXT.replace('😀', '\ud83d') }),
  takes('JSON behind a byte order mark', `\uFEFF${message()}`),
  takes('JSON with a key twice', withKeys('"type":"Presence"')),
  takes('JSON with numbers beyond any measure', withKeys('"a":1e999,"b":-0,"c":123456789012345678901234567890')),
  takes(
    'JSON with __proto__ in it, as a key like any other',
    withKeys('"__proto__":{"type":"Presence","polluted":true}'),
    { text: TEXT },
    [parsers400('Fastify takes the key for an attack, and answers before any route.', FASTIFY_PARSES)],
  ),
  takes(
    'JSON with constructor.prototype in it, as keys like any others',
    withKeys('"constructor":{"prototype":{"polluted":true}}'),
    { text: TEXT },
    [parsers400('Fastify takes the keys for an attack, and answers before any route.', FASTIFY_PARSES)],
  ),
  takes('bytes that are no UTF-8, inside of a text', base64(NO_UTF8), { text: TEXT.replace('á', '\uFFFD') }),
  malformed('a body that is no JSON', '{"type":', NOT_JSON),
  malformed('trailing garbage', `${message()}}`, NOT_JSON),
  malformed('two events in one body', `${message()}\n${message()}`, NOT_JSON),
  malformed('a comma too many', message().replace(/\}$/, ',}'), NOT_JSON),
  malformed('spaces alone', ' \n ', NOT_JSON),
  malformed('bytes that are no text', base64(new Uint8Array([0, 255, 254, 1])), NOT_JSON),
  {
    name: 'answers 422 to JSON without a recognisable event, so that it stays in the log',
    steps: ['{"hello":"world"}', '[]', '{"json_data":"no"}', '{}', '{"type":"Message"}'].map((body) => ({ body })),
    answers: [DRIFTED, DRIFTED, DRIFTED, DRIFTED, DRIFTED],
  },
  {
    name: 'answers 422 to JSON that is not even an object',
    steps: ['null', '1', '"text"'].map((body) => ({ body })),
    answers: [DRIFTED, DRIFTED, DRIFTED],
    but: [
      {
        on: ['json', 'json with bytes'],
        because: 'express.json() is strict unless told: what is no object or list is its own 400.',
        answers: [theirs(400), theirs(400), theirs(400)],
      },
      {
        on: ['fastify json'],
        because: 'Text that a parser left is read as JSON, which the text in this JSON is not.',
        answers: [DRIFTED, DRIFTED, MALFORMED],
      },
    ],
  },
  {
    name: 'answers 422 to JSON that nests deeper than anybody reads',
    steps: [{ body: `{"type":"Message","event":${'['.repeat(5_000)}${']'.repeat(5_000)}}` }],
    answers: [DRIFTED],
  },
  {
    name: 'answers 200 to a type of event that is newer than this library',
    steps: [{ body: '{"type":"Horoscope","event":{"sign":"Leo"}}' }],
    answers: [UNHANDLED],
  },
  {
    name: 'hands JSON without a recognisable event to who listens to Unknown',
    setup: { handlers: ['records Unknown'] },
    steps: [{ body: '{"hello":"world"}' }, { body: '{"type":"Horoscope"}' }],
    answers: [HANDLED, HANDLED],
    seen: [{ type: 'Unknown' }, { type: 'Unknown', claimedType: 'Horoscope' }],
  },
];
