import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Outcome, responseOf } from '@vzaps/core/webhooks';

/** Sends the response of an outcome, unless a middleware (such as one with a time limit) has already responded. */
export function sendOutcome(req: IncomingMessage, res: ServerResponse, outcome: Outcome): void {
  if (res.headersSent) return;
  const { status, headers, body } = responseOf(outcome);
  // HTTP/2 has no `connection` header.
  if (req.httpVersionMajor > 1) delete headers.connection;
  // Without a length, Node would send chunks.
  headers['content-length'] = String(body.length);
  res.writeHead(status, headers).end(body);
  // Reads the rest of the body and drops it, so that the connection can carry the next request.
  if (!req.readableEnded) req.resume();
}
