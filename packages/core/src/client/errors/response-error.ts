import { VZapsError, type VZapsErrorOptions } from '../../errors.ts';
import type { ValidationIssue } from './validation-error.ts';

interface ResponseErrorDetails extends VZapsErrorOptions {
  status: number;
  requestId?: string | undefined;
  attempts?: number | undefined;
  issues?: readonly ValidationIssue[] | undefined;
}

/** VZaps answered 2xx, but the body is not JSON or lacks a promised field. VZaps may have done what was asked. */
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

  constructor(message: string, details: ResponseErrorDetails) {
    super('UNEXPECTED_RESPONSE', message, details);
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
