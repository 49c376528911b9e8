import type { Vector } from '../vector.ts';
import { message, TEXT } from './shared/bodies.ts';
import { foreign, HANDLED, METHOD_NOT_ALLOWED } from './shared/responses.ts';

/** The responses of routers to a method without a route: 404, 405, or (Express to OPTIONS) 200 with `Allow`. */
const ROUTERS = [foreign(404), foreign(405), foreign(200), foreign(204)];

const refused = (method: string, body?: string): Vector => ({
  name: `responds 405 with Allow to ${method}${body ? ' with a body' : ''} and handles the next request`,
  steps: [{ method, ...(body && { body }) }, { body: message() }],
  responses: [METHOD_NOT_ALLOWED, HANDLED],
  events: [{ text: TEXT }],
  differences: [
    {
      on: ['post only'],
      reason: 'A router with only a POST route responds to every other method itself.',
      responses: [ROUTERS, HANDLED],
      events: [{ text: TEXT }],
    },
  ],
});

export const methods: readonly Vector[] = [
  ...['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'].map((method) => refused(method)),
  refused('PUT', message()),
  refused('DELETE', message()),
];
