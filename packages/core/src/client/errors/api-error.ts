import { type ErrorCode, VZapsError, type VZapsErrorOptions } from '../../errors.ts';

export interface VZapsApiErrorDetails extends VZapsErrorOptions {
  status: number;
  apiCode?: string | undefined;
  requestId?: string | undefined;
  details?: unknown;
  attempts?: number | undefined;
  retryAfterMs?: number | undefined;
}

/**
 * VZaps answered, and said no: a status that is not 2xx, or `success: false`. The message quotes what VZaps said,
 * less tokens, secrets and the query of any URL. `code` is ours and stable (`API_ERROR`); theirs is `apiCode`.
 */
export class VZapsApiError extends VZapsError {
  override readonly name: string = 'VZapsApiError';
  readonly status: number;
  /** VZaps' own code for the error, where it gave one. */
  readonly apiCode: string | undefined;
  /** What `X-Request-Id` said, for VZaps' support. */
  readonly requestId: string | undefined;
  /** The error body as VZaps sent it, less secrets. */
  readonly details: unknown;
  /** How many requests were made for this call. */
  readonly attempts: number;
  /** How long VZaps asked to wait, in milliseconds, where it did. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, details: VZapsApiErrorDetails, code: ErrorCode = 'API_ERROR') {
    super(code, message, details);
    this.status = details.status;
    this.apiCode = details.apiCode;
    this.requestId = details.requestId;
    this.details = details.details;
    this.attempts = details.attempts ?? 1;
    this.retryAfterMs = details.retryAfterMs;
  }

  /** What may be logged: no body, no cause. */
  override toJSON(): Record<string, unknown> {
    const { name, code, message, status, apiCode, requestId, attempts, retryAfterMs, help } = this;
    return { name, code, message, status, apiCode, requestId, attempts, retryAfterMs, help };
  }
}

/** 401: the client token and secret, or the instance token, were not accepted. */
export class VZapsAuthenticationError extends VZapsApiError {
  override readonly name = 'VZapsAuthenticationError';
  constructor(message: string, details: VZapsApiErrorDetails) {
    super(message, details, 'AUTHENTICATION_FAILED');
  }
}

/** 403: the instance belongs to another client token. */
export class VZapsPermissionError extends VZapsApiError {
  override readonly name = 'VZapsPermissionError';
  constructor(message: string, details: VZapsApiErrorDetails) {
    super(message, details, 'PERMISSION_DENIED');
  }
}

/** 429: too many requests, and the retries that the call was allowed did not help. */
export class VZapsRateLimitError extends VZapsApiError {
  override readonly name = 'VZapsRateLimitError';
  constructor(message: string, details: VZapsApiErrorDetails) {
    super(message, details, 'RATE_LIMITED');
  }
}
