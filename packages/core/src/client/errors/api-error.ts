import { type ErrorCode, VZapsError, type VZapsErrorOptions } from '../../errors.ts';

export interface VZapsApiErrorDetails extends VZapsErrorOptions {
  status: number;
  apiCode?: string | undefined;
  requestId?: string | undefined;
  details?: unknown;
  attempts?: number | undefined;
  retryAfterMs?: number | undefined;
  retryAt?: Date | undefined;
}

/**
 * VZaps refused the request: the status is not 2xx, or the body says `success: false`.
 *
 * The message quotes what VZaps wrote, without tokens, secrets and the query of any URL. `code` is a stable code of
 * this library (`API_ERROR`). The code of VZaps is `apiCode`.
 *
 * @example
 * import { VZapsApiError } from '@vzaps/core/client';
 *
 * await client.sessions.status('VZ1').catch((error: unknown) => {
 *   if (error instanceof VZapsApiError && error.status === 404) return undefined;
 *   throw error;
 * });
 */
export class VZapsApiError extends VZapsError {
  override readonly name: string = 'VZapsApiError';
  /** The HTTP status. */
  readonly status: number;
  /** VZaps' own code of the error, if the body has one. */
  readonly apiCode: string | undefined;
  /** The header `X-Request-Id`. VZaps' support can find the request with it. */
  readonly requestId: string | undefined;
  /** The body of the error as VZaps sent it, without secrets. */
  readonly details: unknown;
  /** Requests made for this call. */
  readonly attempts: number;
  /** The time that VZaps asked to wait (`Retry-After`), in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** The time at which the request may be sent again, by the clock of this machine. */
  readonly retryAt: Date | undefined;

  /** The library creates these errors itself. Create one in a test of your own error handling. */
  constructor(message: string, details: VZapsApiErrorDetails, code: ErrorCode = 'API_ERROR') {
    super(code, message, details);
    this.status = details.status;
    this.apiCode = details.apiCode;
    this.requestId = details.requestId;
    this.details = details.details;
    this.attempts = details.attempts ?? 1;
    this.retryAfterMs = details.retryAfterMs;
    this.retryAt = details.retryAt;
  }

  /** The fields that may be logged: everything but the body and the cause. */
  override toJSON(): Record<string, unknown> {
    const { name, code, message, status, apiCode, requestId, attempts, retryAfterMs, retryAt, help } = this;
    return { name, code, message, status, apiCode, requestId, attempts, retryAfterMs, retryAt, help };
  }
}

/**
 * Status 401: VZaps did not accept the client token and secret, or the instance token.
 *
 * @example
 * import { VZapsAuthenticationError } from '@vzaps/core/client';
 *
 * await client.sessions.status('VZ1').catch((error: unknown) => {
 *   if (error instanceof VZapsAuthenticationError) console.error('Check VZAPS_CLIENT_TOKEN and VZAPS_CLIENT_SECRET.');
 *   throw error;
 * });
 */
export class VZapsAuthenticationError extends VZapsApiError {
  override readonly name = 'VZapsAuthenticationError';
  /** The library creates these errors itself. Create one in a test of your own error handling. */
  constructor(message: string, details: VZapsApiErrorDetails) {
    super(message, details, 'AUTHENTICATION_FAILED');
  }
}

/**
 * Status 403: the instance belongs to another client token.
 *
 * @example
 * import { VZapsPermissionError } from '@vzaps/core/client';
 *
 * await client.sessions.status('VZ1').catch((error: unknown) => {
 *   if (error instanceof VZapsPermissionError) console.error('VZ1 belongs to another account.');
 *   throw error;
 * });
 */
export class VZapsPermissionError extends VZapsApiError {
  override readonly name = 'VZapsPermissionError';
  /** The library creates these errors itself. Create one in a test of your own error handling. */
  constructor(message: string, details: VZapsApiErrorDetails) {
    super(message, details, 'PERMISSION_DENIED');
  }
}

/**
 * Status 429: too many requests, and the retries of the call did not help.
 *
 * @example
 * import { VZapsRateLimitError } from '@vzaps/core/client';
 *
 * await client.sessions.status('VZ1').catch((error: unknown) => {
 *   if (error instanceof VZapsRateLimitError) console.error(`Try again in ${error.retryAfterMs} ms.`);
 *   throw error;
 * });
 */
export class VZapsRateLimitError extends VZapsApiError {
  override readonly name = 'VZapsRateLimitError';
  /** The library creates these errors itself. Create one in a test of your own error handling. */
  constructor(message: string, details: VZapsApiErrorDetails) {
    super(message, details, 'RATE_LIMITED');
  }
}
