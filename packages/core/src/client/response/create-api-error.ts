import {
  VZapsApiError,
  type VZapsApiErrorDetails,
  VZapsAuthenticationError,
  VZapsPermissionError,
  VZapsRateLimitError,
} from '../errors/api-error.ts';
import { maskNumbers, type Redact, redactingReviver } from '../errors/redact.ts';
import { retryAfterMs } from '../http/retry.ts';
import type { TransportResponse } from '../http/transport/transport.ts';
import type { Outgoing } from '../request/prepared-request.ts';
import { NOT_JSON, parseJson } from './parse-json.ts';

const LONGEST_QUOTE = 300;

/** The error for an answer that says no. What it quotes of VZaps' words holds no secret. */
export function apiError(call: Outgoing, response: TransportResponse, attempts: number, redact: Redact): VZapsApiError {
  const { status, text } = response;
  const body = parseJson(text, redactingReviver(redact, READ));
  const details: VZapsApiErrorDetails = {
    status,
    attempts,
    requestId: response.header('x-request-id'),
    retryAfterMs: retryAfterMs(response.header('retry-after')),
    apiCode: CODES.map((path) => codeAt(body, path)).find((each) => each !== undefined),
    details: body === NOT_JSON ? redact(text).slice(0, LONGEST_QUOTE) : body,
  };
  const said = WORDS.map((path) => textAt(body, path)).find((each) => each !== undefined && each.trim() !== '');
  const quote = said === undefined ? '.' : `: ${maskNumbers(said).slice(0, LONGEST_QUOTE)}`;
  const failure = status < 300 ? `${status} with success: false` : String(status);
  const message = `VZaps answered ${failure} to ${call.method} ${call.route}${quote}`;
  return new (CLASSES[status < 300 ? numberAt(body, 'code') : status] ?? VZapsApiError)(message, details);
}

const CODES = [['code'], ['error_code'], ['error', 'code'], ['errors', '0', 'code']];

type ApiErrorClass = new (message: string, details: VZapsApiErrorDetails) => VZapsApiError;

const CLASSES: Readonly<Record<number, ApiErrorClass | undefined>> = {
  401: VZapsAuthenticationError,
  403: VZapsPermissionError,
  429: VZapsRateLimitError,
};

// The error body has no documented schema; these are the places where SDKs and integrators look.
const WORDS = [
  ['message'],
  ['error'],
  ['error', 'message'],
  ['detail'],
  ['errors', '0', 'message'],
  ['data', 'error'],
  ['data', 'message'],
];

// Even where a secret is spelled like one of them.
const READ: ReadonlySet<string> = new Set([...CODES, ...WORDS].flat());

function at(body: unknown, path: readonly string[]): unknown {
  let value = body;
  for (const key of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return value;
}

function textAt(body: unknown, path: readonly string[]): string | undefined {
  const value = at(body, path);
  return typeof value === 'string' ? value : undefined;
}

/** A number below 1000 is an HTTP status, which says nothing new. */
function codeAt(body: unknown, path: readonly string[]): string | undefined {
  const value = at(body, path);
  return typeof value === 'number' && value >= 1_000 ? String(value) : textAt(body, path);
}

function numberAt(body: unknown, key: string): number {
  const value = at(body, [key]);
  return typeof value === 'number' ? value : 0;
}
