import { type ErrorCode, VZapsError, type VZapsErrorOptions } from '../../errors.ts';
import type { ValidationIssue } from './validation-error.ts';

interface ResponseErrorDetails extends VZapsErrorOptions {
  status: number;
  requestId?: string | undefined;
  attempts?: number | undefined;
  issues?: readonly ValidationIssue[] | undefined;
}

/**
 * The body of the response is not JSON or lacks a promised field (code `UNEXPECTED_RESPONSE`), or is larger than
 * `maxResponseBytes` (code `RESPONSE_TOO_LARGE`). VZaps may have done what was asked. The request is not repeated.
 *
 * @example
 * import { VZapsResponseError } from '@vzaps/core/client';
 *
 * await client.instances.list().catch((error: unknown) => {
 *   if (error instanceof VZapsResponseError) console.error(error.issues);
 *   throw error;
 * });
 */
export class VZapsResponseError extends VZapsError {
  override readonly name = 'VZapsResponseError';
  /** The HTTP status. */
  readonly status: number;
  /** The header `X-Request-Id`. VZaps' support can find the request with it. */
  readonly requestId: string | undefined;
  /** Requests made for this call. */
  readonly attempts: number;
  /** The missing or wrong fields. */
  readonly issues: readonly ValidationIssue[];

  /** The library creates these errors itself. Create one in a test of your own error handling. */
  constructor(
    message: string,
    details: ResponseErrorDetails,
    code: Extract<ErrorCode, 'UNEXPECTED_RESPONSE' | 'RESPONSE_TOO_LARGE'> = 'UNEXPECTED_RESPONSE',
  ) {
    super(code, message, details);
    this.status = details.status;
    this.requestId = details.requestId;
    this.attempts = details.attempts ?? 1;
    this.issues = details.issues ?? [];
  }

  override toJSON(): Record<string, unknown> {
    const { name, code, message, status, requestId, attempts, issues, help } = this;
    return { name, code, message, status, requestId, attempts, issues, help };
  }
}
