import { MAX_TIMER_MS } from '../../shared/with-timeout.ts';
import { VZapsApiError } from '../errors/api-error.ts';
import { VZapsConnectionError, VZapsTimeoutError } from '../errors/network-error.ts';

/** How often a failed request is repeated, and the waits between the attempts. For the client or for one call. */
export interface RetryOptions {
  /** Requests per call, the first included. `1`: no request is repeated. Default: 3. */
  attempts?: number | undefined;
  /**
   * The longest first wait, in milliseconds. The wait is random, and its limit doubles with each attempt.
   * Default: 250.
   */
  baseMs?: number | undefined;
  /** The longest random wait, in milliseconds. Default: 8 000. */
  maxMs?: number | undefined;
  /**
   * The longest wait that a `Retry-After` header may ask for, in milliseconds. If VZaps asks for a longer wait, the
   * call fails at once, and `retryAt` of the error is the time to wait for. Default: 60 000.
   */
  maxRetryAfterMs?: number | undefined;
}

export type RetryPolicy = { readonly [K in keyof RetryOptions]-?: number };

const DEFAULTS: RetryPolicy = { attempts: 3, baseMs: 250, maxMs: 8_000, maxRetryAfterMs: 60_000 };

/** Fills in the defaults. Options of a call replace those of the client, unless they are `undefined`. */
export function resolveRetryPolicy(client: RetryOptions = {}, call: RetryOptions = {}): RetryPolicy {
  return {
    attempts: call.attempts ?? client.attempts ?? DEFAULTS.attempts,
    baseMs: call.baseMs ?? client.baseMs ?? DEFAULTS.baseMs,
    maxMs: call.maxMs ?? client.maxMs ?? DEFAULTS.maxMs,
    maxRetryAfterMs: call.maxRetryAfterMs ?? client.maxRetryAfterMs ?? DEFAULTS.maxRetryAfterMs,
  };
}

/** The longest time that a request may take, in milliseconds: all its attempts and the waits between them. */
export function longestRequestMs({ attempts, maxMs, maxRetryAfterMs }: RetryPolicy, timeoutMs: number): number {
  return Math.min(attempts * timeoutMs + (attempts - 1) * Math.max(maxMs, maxRetryAfterMs), MAX_TIMER_MS);
}

const TEMPORARY_STATUSES = new Set([408, 429, 502, 503, 504]);

/**
 * Whether a failed request may be sent again. A request that must not be done twice is sent again only if VZaps
 * certainly did nothing. Then the request never reached VZaps, VZaps refused it for its rate limit, or VZaps is unavailable
 * and says until when.
 */
export function isRetryable(error: unknown, repeatable: boolean): boolean {
  if (error instanceof VZapsConnectionError) return repeatable || error.neverSent;
  if (error instanceof VZapsTimeoutError) return repeatable;
  if (!(error instanceof VZapsApiError)) return false;
  // The code is tested and not the status, which is 200 in a response with `success: false`.
  if (error.code === 'RATE_LIMITED') return true;
  if (repeatable) return TEMPORARY_STATUSES.has(error.status);
  return error.status === 503 && error.retryAfterMs !== undefined;
}

/**
 * The wait before the attempt after `attempt`, in milliseconds: VZaps' `Retry-After`, else random with a limit.
 * `undefined` if VZaps asks for a wait over `maxRetryAfterMs`. An earlier request would be refused again.
 */
export function retryDelayMs(error: unknown, attempt: number, policy: RetryPolicy): number | undefined {
  const retryAfterMs = error instanceof VZapsApiError ? error.retryAfterMs : undefined;
  if (retryAfterMs !== undefined) return retryAfterMs > policy.maxRetryAfterMs ? undefined : retryAfterMs;
  return Math.random() * Math.min(policy.maxMs, policy.baseMs * 2 ** (attempt - 1));
}
