import type { IncomingMessage } from 'node:http';
import type { HttpServer } from '@nestjs/common';
import { type Outcome, type OutcomeResponse, responseOf } from '@vzaps/core/webhooks';
import type { NestRequest } from './delivery.ts';

export function sendOutcome(adapter: HttpServer, request: NestRequest, response: unknown, outcome: Outcome): void {
  // An interceptor with a timeout, for example, may have sent a response already.
  if (adapter.isHeadersSent?.(response)) return;
  const { status, headers, body } = responseOf(outcome);
  setHeaders(adapter, request, response, headers);
  adapter.reply(response, body, status);
  // Discards the unread rest of the body, because the connection's next request comes after it.
  rawOf(request).resume();
}

export function setHeaders(
  adapter: HttpServer,
  request: NestRequest,
  response: unknown,
  headers: OutcomeResponse['headers'],
): void {
  // HTTP/2 forbids the header `connection`.
  const isHttp2 = rawOf(request).httpVersionMajor > 1;
  for (const [name, value] of Object.entries(headers)) {
    if (!isHttp2 || name !== 'connection') adapter.setHeader?.(response, name, value);
  }
}

const rawOf = (request: NestRequest): IncomingMessage => request.raw ?? request;
