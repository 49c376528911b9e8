import { INSTANCE, OLD_SECRET } from '../harness/credentials.ts';
import type { Difference, RequestSpec, Vector } from '../vector.ts';
import { message, payload, TEXT } from './shared/bodies.ts';
import { foreign, HANDLED, REFUSED } from './shared/responses.ts';
import { signedQuery } from './shared/signed-query.ts';

const handles = (what: string, request: RequestSpec): Vector => ({
  name: `handles ${what}`,
  steps: [{ body: message(), ...request }],
  responses: [HANDLED],
  events: [{ text: TEXT, instanceId: INSTANCE }],
});

/** Routers disagree about such targets. The receiver or the router must reject them. */
const rejects = (what: string, target: string, differences: readonly Difference[] = []): Vector => ({
  name: `rejects a delivery with ${what}`,
  steps: [{ target, body: message() }],
  responses: [[REFUSED, foreign(404), foreign(400)]],
  differences,
});

const percent = (text: string): string =>
  [...text].map((character) => `%${character.charCodeAt(0).toString(16)}`).join('');

export const signedUrls: readonly Vector[] = [
  handles('a signed URL', {}),
  handles('a signed URL with other parameters around the signature', { target: '{path}?utm=a%20b+c&{signed}&x=%2F&y' }),
  handles('a signed URL with an encoded parameter that is not UTF-8', { target: '{path}?{signed}&x=%FF%00' }),
  handles('a signed URL whose parameters are in another order', {
    target: `{path}?${signedQuery().split('&').reverse().join('&')}`,
  }),
  handles('a signed URL that a proxy has percent-encoded', {
    target: `{path}?${signedQuery().replace(INSTANCE, percent(INSTANCE)).replace('vzaps_generation', 'vzaps%5Fgeneration')}`,
  }),
  handles('a signed URL with another Host header', { headers: { host: 'inner.example' } }),
  handles('a signed URL in absolute form', { target: '{origin}{path}?{signed}' }),
  handles('a signed URL with a question mark in a parameter', { target: '{path}?a=?&{signed}' }),
  handles('a signed URL whose generation is not revoked', { target: `{path}?${signedQuery({ generation: '8' })}` }),
  {
    name: 'handles a URL of a rotated secret that is still listed, and reports the secret as retired',
    steps: [{ target: `{path}?${signedQuery({ secret: OLD_SECRET })}`, body: message() }],
    responses: [{ ...HANDLED, retiredSecret: true }],
    events: [{ instanceId: INSTANCE }],
  },
  {
    name: 'passes the signed instance to handlers, also if the body or a header names another one',
    steps: [
      {
        headers: { 'x-instance-id': 'VZOTHER' },
        body: JSON.stringify({ ...payload({ envelope: 'B' }), instance_id: 'VZOTHER' }),
      },
    ],
    responses: [HANDLED],
    events: [{ instanceId: INSTANCE }],
  },
  rejects('a target with two slashes', '//evil{path}?{signed}'),
  rejects('a target with two slashes and a path of its own', '//evil/x?{signed}'),
  rejects('a target with a fragment', '{path}?{signed}#x', [
    {
      on: ['workerd'],
      reason: 'workerd drops the fragment, and the rest is a signed URL.',
      responses: [HANDLED],
      events: [{ text: TEXT }],
    },
  ]),
  rejects('a signature in the fragment', '{path}#?{signed}'),
  rejects('an absolute target with two slashes', '{origin}//evil{path}?{signed}'),
  rejects('a target that is an asterisk', '*?{signed}'),
];
