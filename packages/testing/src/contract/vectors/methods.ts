import type { Vector } from '../vector.ts';
import { message, TEXT } from './shared/bodies.ts';
import { HANDLED, METHOD, theirs } from './shared/responses.ts';

/** What routers answer to a method that has no route: 404, or 405, or (Express, to OPTIONS) 200 with `Allow`. */
const ROUTERS = [theirs(404), theirs(405), theirs(200), theirs(204)];

const refused = (method: string, body?: string): Vector => ({
  name: `answers 405 with Allow to ${method}${body ? ' with a body' : ''}, and takes the next request`,
  steps: [{ method, ...(body && { body }) }, { body: message() }],
  answers: [METHOD, HANDLED],
  seen: [{ text: TEXT }],
  but: [
    {
      on: ['post only'],
      because: 'A router of POST alone answers every other method itself.',
      answers: [ROUTERS, HANDLED],
      seen: [{ text: TEXT }],
    },
  ],
});

export const methods: readonly Vector[] = [
  ...['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'].map((method) => refused(method)),
  refused('PUT', message()),
  refused('DELETE', message()),
];
