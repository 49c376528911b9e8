import { type Outcome, responseOf } from '@vzaps/core/webhooks';
import type { Context } from 'hono';
import { getRuntimeKey } from 'hono/adapter';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Makes the response of an outcome. It uses `c.body()`, which keeps the headers that a middleware has set. */
export function sendOutcome(c: Context, outcome: Outcome): Response {
  const { status, headers, body } = responseOf(outcome);
  if (headers.connection !== undefined && !isNodeHttp1(c)) delete headers.connection;
  return c.body(body, status as ContentfulStatusCode, headers);
}

/** HTTP/2 has no `connection` header, and Bun, Deno and Workers end their connections themselves. */
function isNodeHttp1({ env }: Context): boolean {
  const { incoming } = (env ?? {}) as { incoming?: { httpVersionMajor?: number } };
  return getRuntimeKey() === 'node' && incoming?.httpVersionMajor !== 2;
}
