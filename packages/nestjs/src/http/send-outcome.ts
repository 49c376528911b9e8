import type { HttpServer } from '@nestjs/common';
import { type Outcome, responseOf } from '@vzaps/core/webhooks';
import type { NestRequest } from './delivery.ts';

export function sendOutcome(adapter: HttpServer, request: NestRequest, response: unknown, outcome: Outcome): void {
  // An interceptor with a timeout, for example, may have sent a response already.
  if (adapter.isHeadersSent?.(response)) return;
  const { status, headers, body } = responseOf(outcome);
  for (const [name, value] of Object.entries(headers)) adapter.setHeader?.(response, name, value);
  adapter.reply(response, body, status);
  // Discards the unread rest of the body, because the connection's next request comes after it.
  (request.raw ?? request).resume();
}
