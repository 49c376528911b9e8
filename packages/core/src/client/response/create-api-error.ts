import {
  VZapsApiError,
  type VZapsApiErrorDetails,
  VZapsAuthenticationError,
  VZapsPermissionError,
  VZapsRateLimitError,
} from '../errors/api-error.ts';
import { maskNumbers, type Redact, redactingReviver } from '../errors/redact.ts';
import type { TransportResponse } from '../http/transport/transport.ts';
import type { PreparedRequest } from '../request/prepared-request.ts';
import { NOT_JSON, parseJson } from './parse-json.ts';
import { parseRetryAfter } from './retry-after.ts';

const MAX_QUOTE_LENGTH = 300;

/** The error for a response that refuses the request. The quoted text of VZaps contains no secret. */
export function createApiError(
  request: PreparedRequest,
  response: TransportResponse,
  attempts: number,
  redact: Redact,
): VZapsApiError {
  const { status, text = '' } = response;
  const body = parseJson(text, redactingReviver(redact, KEPT_NAMES));
  const retryAfterMs = parseRetryAfter(response.header('retry-after'));
  const retryAt = retryAfterMs === undefined ? undefined : toDate(Date.now() + retryAfterMs);
  const details: VZapsApiErrorDetails = {
    status,
    attempts,
    requestId: response.header('x-request-id'),
    retryAfterMs,
    retryAt,
    apiCode: CODE_PATHS.map((path) => readCode(body, path)).find((each) => each !== undefined),
    details: body === NOT_JSON ? redact(text).slice(0, MAX_QUOTE_LENGTH) : body,
  };
  const reason = MESSAGE_PATHS.map((path) => readText(body, path)).find((each) => each?.trim());
  const quote = reason === undefined ? '.' : `: ${endSentence(maskNumbers(reason).slice(0, MAX_QUOTE_LENGTH))}`;
  const answer = status < 300 ? `${status} with success: false` : String(status);
  const wait = retryAt ? ` It asks to wait until ${retryAt.toISOString()}.` : '';
  const message = `VZaps answered ${answer} to ${request.method} ${request.route}${quote}${wait}`;
  return new (CLASSES[status < 300 ? readNumber(body, 'code') : status] ?? VZapsApiError)(message, details);
}

function endSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** `undefined` if the time is beyond the range of a Date. */
function toDate(time: number): Date | undefined {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

type ApiErrorClass = new (message: string, details: VZapsApiErrorDetails) => VZapsApiError;

const CLASSES: Readonly<Record<number, ApiErrorClass | undefined>> = {
  401: VZapsAuthenticationError,
  403: VZapsPermissionError,
  429: VZapsRateLimitError,
};

// The body of an error has no documented schema. These are the places where official SDKs and integrations look.
const CODE_PATHS = [['code'], ['error_code'], ['error', 'code'], ['errors', '0', 'code']];
const MESSAGE_PATHS = [
  ['message'],
  ['error'],
  ['error', 'message'],
  ['detail'],
  ['errors', '0', 'message'],
  ['data', 'error'],
  ['data', 'message'],
];

// These names are kept even if a secret has the same text.
const KEPT_NAMES: ReadonlySet<string> = new Set([...CODE_PATHS, ...MESSAGE_PATHS].flat());

function readValue(body: unknown, path: readonly string[]): unknown {
  let value = body;
  for (const key of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return value;
}

function readText(body: unknown, path: readonly string[]): string | undefined {
  const value = readValue(body, path);
  return typeof value === 'string' ? value : undefined;
}

/** A number below 1000 is ignored: it repeats the HTTP status. */
function readCode(body: unknown, path: readonly string[]): string | undefined {
  const value = readValue(body, path);
  return typeof value === 'number' && value >= 1_000 ? String(value) : readText(body, path);
}

function readNumber(body: unknown, key: string): number {
  const value = readValue(body, [key]);
  return typeof value === 'number' ? value : 0;
}
