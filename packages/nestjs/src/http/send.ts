import type { HttpServer } from '@nestjs/common';
import { type Outcome, responseOf } from '@vzaps/core/webhooks';
import type { NestRequest } from './delivery.ts';

export function send(adapter: HttpServer, request: NestRequest, response: unknown, outcome: Outcome): void {
  // Somebody else answered already, such as an interceptor with a time limit.
  if (adapter.isHeadersSent?.(response)) return;
  const { status, headers, body } = responseOf(outcome);
  for (const [name, value] of Object.entries(headers)) adapter.setHeader?.(response, name, value);
  adapter.reply(response, body, status);
  // What was not read is drained, not kept: the next request of this connection stands behind it.
  (request.raw ?? request).resume();
}
