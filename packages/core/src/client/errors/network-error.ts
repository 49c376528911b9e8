import { type ErrorCode, VZapsError, type VZapsErrorOptions } from '../../errors.ts';

interface NetworkErrorOptions extends VZapsErrorOptions {
  attempts?: number | undefined;
}

abstract class NetworkError extends VZapsError {
  /** Requests made for this call. */
  readonly attempts: number;

  /** The library creates these errors itself. Create one in a test of your own error handling. */
  constructor(code: ErrorCode, message: string, options: NetworkErrorOptions) {
    super(code, message, options);
    this.attempts = options.attempts ?? 1;
  }

  override toJSON(): Record<string, unknown> {
    const { name, code, message, attempts, help } = this;
    return { name, code, message, attempts, help };
  }
}

/**
 * The response was not complete within `timeoutMs`, body included. VZaps may have done what was asked. If `attempts` is
 * 0, VZaps issued no access token in that time, and the request was not sent.
 *
 * @example
 * import { VZapsTimeoutError } from '@vzaps/core/client';
 *
 * await client.instances.list().catch((error: unknown) => {
 *   if (error instanceof VZapsTimeoutError) console.error(`No response after ${error.attempts} attempts.`);
 *   throw error;
 * });
 */
export class VZapsTimeoutError extends NetworkError {
  override readonly name = 'VZapsTimeoutError';
  /** The library creates these errors itself. Create one in a test of your own error handling. */
  constructor(message: string, options: NetworkErrorOptions = {}) {
    super('REQUEST_TIMEOUT', message, options);
  }
}

/**
 * VZaps could not be reached, or the connection ended before the response was complete. `cause` is the reason.
 *
 * @example
 * import { VZapsConnectionError } from '@vzaps/core/client';
 *
 * await client.instances.list().catch((error: unknown) => {
 *   if (error instanceof VZapsConnectionError && error.neverSent) console.error('VZaps did not get the request.');
 *   throw error;
 * });
 */
export class VZapsConnectionError extends NetworkError {
  override readonly name = 'VZapsConnectionError';
  /** True if the request certainly never reached VZaps, so that VZaps did nothing. */
  readonly neverSent: boolean;

  /** The library creates these errors itself. Create one in a test of your own error handling. */
  constructor(message: string, options: NetworkErrorOptions & { neverSent?: boolean } = {}) {
    super('CONNECTION_FAILED', message, options);
    this.neverSent = options.neverSent ?? false;
  }
}
