import type { Outcome } from './outcome.ts';

export interface OutcomeResponse {
  status: number;
  headers: Record<string, string>;
  /** `{"outcome":"…"}`, and nothing that a stranger could learn from. */
  body: string;
}

/**
 * The one table of statuses. A 2xx means done or safely stored; anything else keeps the delivery in VZaps' log,
 * from where it can be retried (documented). Which statuses VZaps itself retries is unknown.
 */
export function responseOf(outcome: Outcome): OutcomeResponse {
  return {
    status: statusOf(outcome),
    headers: { 'content-type': 'application/json', ...extraHeaders(outcome) },
    body: `{"outcome":"${outcome.kind}"}`,
  };
}

function statusOf(outcome: Outcome): number {
  switch (outcome.kind) {
    case 'handled':
    case 'unhandled':
    case 'duplicate':
    case 'superseded':
    case 'queued':
      return 200;
    case 'malformed':
      return 400;
    case 'refused':
      return 401;
    case 'method_not_allowed':
      return 405;
    case 'busy':
      return 409;
    case 'too_large':
      return 413;
    case 'unsupported_encoding':
      return 415;
    case 'unprocessable':
      return 422;
    case 'failed':
      return 500;
    case 'overloaded':
      return 503;
  }
}

function extraHeaders(outcome: Outcome): Record<string, string> {
  if (outcome.kind === 'method_not_allowed') return { allow: 'POST' };
  if (outcome.kind === 'unsupported_encoding') return { 'accept-encoding': 'identity' };
  if ('retryAfter' in outcome) return { 'retry-after': String(outcome.retryAfter) };
  return {};
}
