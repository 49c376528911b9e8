import type { Difference, RequestSpec, Vector } from '../vector.ts';
import { base64, message, payload, TEXT } from './shared/bodies.ts';
import { FASTIFY_PARSES, parsers400 } from './shared/differences.ts';
import { foreign, HANDLED, MALFORMED, UNHANDLED, UNPROCESSABLE } from './shared/responses.ts';

type Body = NonNullable<RequestSpec['body']>;

const handles = (what: string, body: Body, event = { text: TEXT }, differences?: Difference[]): Vector => ({
  name: `handles ${what}`,
  steps: [{ body }],
  responses: [HANDLED],
  events: [event],
  ...(differences && { differences }),
});

const malformed = (what: string, body: Body, differences: Difference[]): Vector => ({
  name: `responds 400 to ${what}`,
  // A malformed delivery does not affect the next one.
  steps: [{ body }, { body: message() }],
  responses: [MALFORMED, HANDLED],
  events: [{ text: TEXT }],
  differences: differences.map((each) => ({
    ...each,
    responses: [...each.responses, HANDLED],
    events: [{ text: TEXT }],
  })),
});

const NOT_JSON = [parsers400('The JSON parser responds itself to a body that is not JSON.')];

/** Adds keys in front of the keys of the event. The added keys must not change the event. */
const withKeys = (keys: string): string => message().replace('{', `{${keys},`);

/** The two UTF-8 bytes of á are replaced by the one byte of Latin-1. */
const NOT_UTF8 = Buffer.from(Buffer.from(message()).toString('latin1').replaceAll('\xc3\xa1', '\xe1'), 'latin1');

export const jsonBodies: readonly Vector[] = [
  handles('JSON with unusual white space', ` \n${JSON.stringify(payload(), null, 7)}\r\n\t`),
  handles('JSON with 1.0, escapes and an emoji', withKeys('"version":1.0').replace('olá', '\\u006fl\\u00e1')),
  handles('JSON with an emoji in two escapes', message().replace('😀', '\\ud83d\\ude00')),
  handles('JSON with half an emoji', message().replace('😀', '\\ud83d'), { text: TEXT.replace('😀', '\ud83d') }),
  handles('JSON after a byte order mark', `\uFEFF${message()}`),
  handles('JSON with a repeated key', withKeys('"type":"Presence"')),
  handles(
    'JSON with numbers that JavaScript cannot represent',
    withKeys('"a":1e999,"b":-0,"c":123456789012345678901234567890'),
  ),
  handles(
    'JSON with the key __proto__ like any other key',
    withKeys('"__proto__":{"type":"Presence","polluted":true}'),
    { text: TEXT },
    [parsers400('Fastify treats the key as an attack and responds before any route.', FASTIFY_PARSES)],
  ),
  handles(
    'JSON with the keys constructor and prototype like any other keys',
    withKeys('"constructor":{"prototype":{"polluted":true}}'),
    { text: TEXT },
    [parsers400('Fastify treats the keys as an attack and responds before any route.', FASTIFY_PARSES)],
  ),
  handles('text with bytes that are not UTF-8', base64(NOT_UTF8), { text: TEXT.replace('á', '\uFFFD') }),
  malformed('a body that is not JSON', '{"type":', NOT_JSON),
  malformed('JSON with trailing characters', `${message()}}`, NOT_JSON),
  malformed('two events in one body', `${message()}\n${message()}`, NOT_JSON),
  malformed('JSON with a trailing comma', message().replace(/\}$/, ',}'), NOT_JSON),
  malformed('a body of white space', ' \n ', NOT_JSON),
  malformed('bytes that are not text', base64(new Uint8Array([0, 255, 254, 1])), NOT_JSON),
  {
    name: 'responds 422 to JSON without a recognizable event, so that VZaps keeps the delivery in its log',
    steps: ['{"hello":"world"}', '[]', '{"json_data":"no"}', '{}', '{"type":"Message"}'].map((body) => ({ body })),
    responses: [UNPROCESSABLE, UNPROCESSABLE, UNPROCESSABLE, UNPROCESSABLE, UNPROCESSABLE],
  },
  {
    name: 'responds 422 to JSON that is not an object',
    steps: ['null', '1', '"text"'].map((body) => ({ body })),
    responses: [UNPROCESSABLE, UNPROCESSABLE, UNPROCESSABLE],
    differences: [
      {
        on: ['json', 'json with bytes'],
        reason: 'express.json() is strict by default. It responds 400 to anything but an object or an array.',
        responses: [foreign(400), foreign(400), foreign(400)],
      },
      {
        on: ['fastify json'],
        reason: 'The parser leaves a string, which is decoded as JSON. The string in this body is not JSON.',
        responses: [UNPROCESSABLE, UNPROCESSABLE, MALFORMED],
      },
    ],
  },
  {
    name: 'responds 422 to JSON that is nested 5 000 levels deep',
    steps: [{ body: `{"type":"Message","event":${'['.repeat(5_000)}${']'.repeat(5_000)}}` }],
    responses: [UNPROCESSABLE],
  },
  {
    name: 'responds 200 to an event type that this version does not know',
    steps: [{ body: '{"type":"Horoscope","event":{"sign":"Leo"}}' }],
    responses: [UNHANDLED],
  },
  {
    name: 'passes JSON without a recognizable event to a handler of Unknown',
    setup: { handlers: ['records Unknown'] },
    steps: [{ body: '{"hello":"world"}' }, { body: '{"type":"Horoscope"}' }],
    responses: [HANDLED, HANDLED],
    events: [{ type: 'Unknown' }, { type: 'Unknown', claimedType: 'Horoscope' }],
  },
];
