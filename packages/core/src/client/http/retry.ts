import { VZapsApiError } from '../errors/api-error.ts';
import { VZapsConnectionError, VZapsTimeoutError } from '../errors/network-error.ts';
import { LONGEST_TIMER } from '../schema/limits.ts';

export interface RetryOptions {
  /** Requests in all, the first included. Default: 3; 1 means that nothing is repeated. */
  attempts?: number | undefined;
  /** The first wait is random up to this, in milliseconds; each further one up to twice as much. Default: 250. */
  baseMs?: number | undefined;
  /** The longest random wait, in milliseconds. Default: 8 000. */
  maxMs?: number | undefined;
  /** The longest wait that a `Retry-After` may ask for, in milliseconds. Default: 60 000. */
  maxRetryAfterMs?: number | undefined;
}

export type RetryPolicy = { readonly [K in keyof RetryOptions]-?: number };

const DEFAULTS: RetryPolicy = { attempts: 3, baseMs: 250, maxMs: 8_000, maxRetryAfterMs: 60_000 };

/** Later options win; one that is left out or `undefined` does not. */
export function retryPolicy(...options: (RetryOptions | undefined)[]): RetryPolicy {
  const given = options.flatMap((each) => Object.entries(each ?? {})).filter(([, value]) => value !== undefined);
  return { ...DEFAULTS, ...Object.fromEntries(given) };
}

/** How long a request may take at most: all its attempts, and the waits between them. */
export function longestMs({ attempts, maxMs, maxRetryAfterMs }: RetryPolicy, timeoutMs: number): number {
  return Math.min(attempts * timeoutMs + (attempts - 1) * Math.max(maxMs, maxRetryAfterMs), LONGEST_TIMER);
}

const PASSING = new Set([408, 429, 502, 503, 504]);

/**
 * Whether a failed request may be sent again. One that must not be done twice may only where VZaps certainly did
 * nothing: it was never reached, refused for its rate limit, or is unavailable and says until when.
 */
export function mayRepeat(error: unknown, repeatable: boolean): boolean {
  if (error instanceof VZapsConnectionError) return repeatable || error.neverSent;
  if (error instanceof VZapsTimeoutError) return repeatable;
  if (!(error instanceof VZapsApiError)) return false;
  // By its code: it may have come as `success: false` with 200.
  if (error.code === 'RATE_LIMITED') return true;
  if (repeatable) return PASSING.has(error.status);
  return error.status === 503 && error.retryAfterMs !== undefined;
}

/** How long to wait before the attempt after `attempt`: what VZaps asked for, capped; else exponential, full jitter. */
export function delayBefore(error: unknown, attempt: number, policy: RetryPolicy): number {
  const asked = error instanceof VZapsApiError ? error.retryAfterMs : undefined;
  if (asked !== undefined) return Math.min(asked, policy.maxRetryAfterMs);
  return Math.random() * Math.min(policy.maxMs, policy.baseMs * 2 ** (attempt - 1));
}

const SECONDS = /^-?\d+(\.\d+)?$/;
// As HTTP writes it: `Date.parse` alone finds a date in many a nonsense.
const DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** `Retry-After` in milliseconds: seconds, or a date. Anything else asks for nothing. */
export function retryAfterMs(header: string | undefined, now = Date.now()): number | undefined {
  const asked = header?.trim() ?? '';
  if (SECONDS.test(asked)) return Math.max(0, Number(asked) * 1_000);
  const at = DATE.test(asked) ? Date.parse(asked) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
