import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { samplePayload } from '../samples/index.ts';
import { BODY_LIMIT } from './site.ts';
import { answers, type Vector } from './vector.ts';

const HANDLED = { status: 200, outcome: 'handled' };
const MALFORMED = { status: 400, outcome: 'malformed' };
// A parser answers in its framework's words.
const PARSERS_400 = { json: { status: 400 }, 'json with bytes': { status: 400 } };

/** A body that reaches a handler, sent in an unusual way. */
function takes(
  what: string,
  bytes: () => string | Uint8Array,
  headers: Record<string, string> = {},
  chunked = false,
): Vector {
  return {
    name: `takes ${what}`,
    async run(site, kind) {
      answers(await site.deliver(bytes(), { headers, chunked }), kind, HANDLED);
      assert.equal(site.seen[0]?.event.text, 'olá 😀 1.0');
    },
  };
}

const message = (indent?: number): string =>
  JSON.stringify(samplePayload('Message', { text: 'olá 😀 1.0' }), null, indent);
const tooLong = (): string => JSON.stringify({ ...samplePayload('Message'), padding: 'x'.repeat(4 * BODY_LIMIT) });

function malformed(what: string, bytes: string | Uint8Array): Vector {
  return {
    name: `answers 400 to ${what}`,
    async run(site, kind) {
      answers(await site.deliver(bytes), kind, { ...MALFORMED, ...PARSERS_400 });
      assert.equal(site.seen.length, 0);
    },
  };
}

export const bodyVectors: readonly Vector[] = [
  takes('plain JSON', () => message()),
  takes('JSON with odd spaces', () => ` \n${message(7)}\r\n\t`),
  takes('JSON with escapes and 1.0', () => message().replace('olá', '\\u006fl\\u00e1').replace('{', '{"version":1.0,')),
  takes('JSON behind a byte order mark', () => `\uFEFF${message()}`),
  takes('a chunked body', () => message(), {}, true),
  takes('JSON under another content type', () => message(), { 'content-type': 'text/plain' }),
  takes('a form with the JSON in jsonData', () => new URLSearchParams({ jsonData: message() }).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  }),
  malformed('a body that is no JSON', '{"type":'),
  malformed('trailing garbage', `${JSON.stringify(samplePayload('Message'))}}`),
  {
    name: 'answers 400 to an empty body',
    async run(site, kind) {
      // A parser of JSON skips a body of no bytes, and leaves it to us.
      answers(await site.deliver(''), kind, MALFORMED);
    },
  },
  ...(['content-length', 'chunked'] as const).map(
    (how): Vector => ({
      name: `answers 413 to a body over the limit (${how}), and reads the next request of the connection`,
      async run(site, kind) {
        const result = await site.deliver(tooLong(), { chunked: how === 'chunked' });
        answers(result, kind, {
          status: 413,
          outcome: 'too_large',
          json: { status: 413 },
          'json with bytes': { status: 413 },
          text: { status: 413 },
          bytes: { status: 413 },
        });
        answers(await site.deliver(message()), kind, HANDLED);
      },
    }),
  ),
  {
    name: 'answers 415 to a compressed body, unless a parser has inflated it',
    async run(site, kind) {
      const result = await site.deliver(gzipSync(message()), { headers: { 'content-encoding': 'gzip' } });
      if (kind === 'bare') answers(result, kind, { status: 415, outcome: 'media_type' });
      else answers(result, kind, HANDLED);
    },
  },
  {
    name: 'answers 422 to JSON without a recognisable event, so that it stays in the log',
    async run(site, kind) {
      for (const body of ['{"hello":"world"}', '[]', '{"json_data":"no"}']) {
        answers(await site.deliver(body), kind, { status: 422, outcome: 'drifted' });
      }
    },
  },
  {
    name: 'hands JSON without a recognisable event to who listens to Unknown',
    async run(site, kind) {
      const unknown: unknown[] = [];
      site.receiver.on('Unknown', (event) => unknown.push(event.raw));
      answers(await site.deliver('{"hello":"world"}'), kind, HANDLED);
      assert.deepEqual(unknown, [{ hello: 'world' }]);
    },
  },
];
