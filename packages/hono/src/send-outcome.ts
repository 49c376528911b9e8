import { type Outcome, responseOf } from '@vzaps/core/webhooks';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

export function answer(c: Context, outcome: Outcome): Response {
  const { status, headers, body } = responseOf(outcome);
  // c.body(), not new Response(): headers that a middleware has set are kept.
  return c.body(body, status as ContentfulStatusCode, headers);
}
