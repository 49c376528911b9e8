import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Outcome, responseOf } from '@vzaps/core/webhooks';

export function send(req: IncomingMessage, res: ServerResponse, outcome: Outcome): void {
  // Somebody else answered already, such as a middleware with a time limit.
  if (res.headersSent) return;
  const { status, headers, body } = responseOf(outcome);
  res.writeHead(status, headers).end(body);
  // What was not read is drained, not kept: the next request of this connection stands behind it.
  req.resume();
}
