import { type ErrorCode, VZapsError, type VZapsErrorOptions } from '../../errors.ts';

interface NetworkErrorOptions extends VZapsErrorOptions {
  attempts?: number | undefined;
}

abstract class NetworkError extends VZapsError {
  /** Requests made for this call. */
  readonly attempts: number;

  constructor(code: ErrorCode, message: string, options: NetworkErrorOptions) {
    super(code, message, options);
    this.attempts = options.attempts ?? 1;
  }

  override toJSON(): Record<string, unknown> {
    const { name, code, message, attempts, help } = this;
    return { name, code, message, attempts, help };
  }
}

/** The response was not complete within `timeoutMs`, body included. VZaps may have done what was asked. */
export class VZapsTimeoutError extends NetworkError {
  override readonly name = 'VZapsTimeoutError';
  constructor(message: string, options: NetworkErrorOptions = {}) {
    super('REQUEST_TIMEOUT', message, options);
  }
}

/** VZaps could not be reached, or the connection ended before the response was complete. `cause` is the reason. */
export class VZapsConnectionError extends NetworkError {
  override readonly name = 'VZapsConnectionError';
  /** True if the request certainly never reached VZaps, so that VZaps did nothing. */
  readonly neverSent: boolean;

  constructor(message: string, options: NetworkErrorOptions & { neverSent?: boolean } = {}) {
    super('CONNECTION_FAILED', message, options);
    this.neverSent = options.neverSent ?? false;
  }
}
