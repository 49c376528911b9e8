import { VZapsError, type VZapsErrorOptions } from '../../errors.ts';
import type { ValidationIssue } from './validation-error.ts';

interface ResponseErrorDetails extends VZapsErrorOptions {
  status: number;
  requestId?: string | undefined;
  attempts?: number | undefined;
  issues?: readonly ValidationIssue[] | undefined;
}

/** VZaps answered 2xx with something that is not what the call promises. What was asked may have been done. */
export class VZapsResponseError extends VZapsError {
  override readonly name = 'VZapsResponseError';
  readonly status: number;
  readonly requestId: string | undefined;
  /** How many requests were made for this call. */
  readonly attempts: number;
  /** What is missing, and where. */
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
