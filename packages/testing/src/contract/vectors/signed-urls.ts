import { INSTANCE, OLD_SECRET } from '../harness/credentials.ts';
import type { Difference, RequestSpec, Vector } from '../vector.ts';
import { message, payload, TEXT } from './shared/bodies.ts';
import { HANDLED, REFUSED, theirs } from './shared/responses.ts';
import { signedQuery } from './shared/signed-query.ts';

const takes = (what: string, request: RequestSpec): Vector => ({
  name: `takes ${what}`,
  steps: [{ body: message(), ...request }],
  answers: [HANDLED],
  seen: [{ text: TEXT, instanceId: INSTANCE }],
});

/** Every router has its own idea of what such a target names. Ours or theirs: none gets through. */
const lostOnTheWay = (what: string, target: string, but: readonly Difference[] = []): Vector => ({
  name: `lets nothing through by ${what}`,
  steps: [{ target, body: message() }],
  answers: [[REFUSED, theirs(404), theirs(400)]],
  but,
});

const percent = (text: string): string =>
  [...text].map((character) => `%${character.charCodeAt(0).toString(16)}`).join('');

export const signedUrls: readonly Vector[] = [
  takes('a signed URL', {}),
  takes('a signed URL with parameters around the signature', { target: '{path}?utm=a%20b+c&{signed}&x=%2F&y' }),
  takes('a signed URL with an encoded parameter that is no UTF-8', { target: '{path}?{signed}&x=%FF%00' }),
  takes('a signed URL whose parameters came in another order', {
    target: `{path}?${signedQuery().split('&').reverse().join('&')}`,
  }),
  takes('a signed URL that a proxy percent-encoded', {
    target: `{path}?${signedQuery().replace(INSTANCE, percent(INSTANCE)).replace('vzaps_generation', 'vzaps%5Fgeneration')}`,
  }),
  takes('a signed URL under another host', { headers: { host: 'inner.example' } }),
  takes('a signed URL in absolute form', { target: '{origin}{path}?{signed}' }),
  takes('a signed URL with a question mark in a parameter', { target: '{path}?a=?&{signed}' }),
  takes('a generation that is still accepted', { target: `{path}?${signedQuery({ generation: '8' })}` }),
  {
    name: 'takes a rotated secret that is still listed, and tells that it is retired',
    steps: [{ target: `{path}?${signedQuery({ secret: OLD_SECRET })}`, body: message() }],
    answers: [{ ...HANDLED, retiredSecret: true }],
    seen: [{ instanceId: INSTANCE }],
  },
  {
    name: 'hands handlers the signed instance, whatever the body or a header says',
    steps: [
      {
        headers: { 'x-instance-id': 'VZOTHER' },
        body: JSON.stringify({ ...payload({ envelope: 'B' }), instance_id: 'VZOTHER' }),
      },
    ],
    answers: [HANDLED],
    seen: [{ instanceId: INSTANCE }],
  },
  lostOnTheWay('a target with two slashes', '//evil{path}?{signed}'),
  lostOnTheWay('a target with two slashes and a path of its own', '//evil/x?{signed}'),
  lostOnTheWay('a target with a fragment', '{path}?{signed}#x', [
    {
      on: ['workerd'],
      because: 'workerd drops the fragment before anybody sees it. What is left is a signed URL.',
      answers: [HANDLED],
      seen: [{ text: TEXT }],
    },
  ]),
  lostOnTheWay('a signature in the fragment', '{path}#?{signed}'),
  lostOnTheWay('an absolute target with two slashes', '{origin}//evil{path}?{signed}'),
  lostOnTheWay('a target that is an asterisk', '*?{signed}'),
];
