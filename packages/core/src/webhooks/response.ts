import type { Outcome } from './outcome.ts';

/** The HTTP response for an outcome, as `responseOf()` returns it. */
export interface OutcomeResponse {
  /** The HTTP status. */
  status: number;
  /** The headers of the response. The names are in lower case. */
  headers: Record<string, string>;
  /** `{"outcome":"…"}`. It contains nothing that helps an attacker. */
  body: string;
}

/**
 * Returns the HTTP response for an outcome. This is the only place that chooses a status.
 *
 * A 2xx means that the event was handled, has no handler, or is stored. With every other status VZaps keeps the delivery
 * in its delivery log, from where it can be retried (documented). Which statuses VZaps retries by itself is unknown.
 *
 * While the receiver is closing, the headers contain `connection: close`. Remove that header on HTTP/2.
 *
 * @example
 * import { responseOf } from '@vzaps/core/webhooks';
 *
 * const { status, headers, body } = responseOf({ kind: 'method_not_allowed' });
 * new Response(body, { status, headers });
 */
export function responseOf(outcome: Outcome): OutcomeResponse {
  return {
    status: STATUSES[outcome.kind],
    headers: { 'content-type': 'application/json', ...selectHeaders(outcome) },
    body: `{"outcome":"${outcome.kind}"}`,
  };
}

const STATUSES: Readonly<Record<Outcome['kind'], number>> = {
  handled: 200,
  unhandled: 200,
  duplicate: 200,
  superseded: 200,
  queued: 200,
  malformed: 400,
  refused: 401,
  method_not_allowed: 405,
  busy: 409,
  too_large: 413,
  unsupported_encoding: 415,
  unprocessable: 422,
  failed: 500,
  overloaded: 503,
};

function selectHeaders(outcome: Outcome): Record<string, string> {
  const headers = selectKindHeaders(outcome);
  return outcome.closing ? { ...headers, connection: 'close' } : headers;
}

function selectKindHeaders(outcome: Outcome): Record<string, string> {
  if (outcome.kind === 'method_not_allowed') return { allow: 'POST' };
  if (outcome.kind === 'unsupported_encoding') return { 'accept-encoding': 'identity' };
  if ('retryAfter' in outcome) return { 'retry-after': String(outcome.retryAfter) };
  return {};
}
