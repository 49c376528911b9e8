import { type ErrorCode, VZapsError, type VZapsErrorOptions } from '../../errors.ts';

interface NetworkErrorOptions extends VZapsErrorOptions {
  attempts?: number | undefined;
}

abstract class NetworkError extends VZapsError {
  /** How many requests were made for this call. */
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

/** No complete answer within `timeoutMs`, which covers the body too. VZaps may have done what was asked. */
export class VZapsTimeoutError extends NetworkError {
  override readonly name = 'VZapsTimeoutError';
  constructor(message: string, options: NetworkErrorOptions = {}) {
    super('REQUEST_TIMEOUT', message, options);
  }
}

/** VZaps could not be reached, or the connection broke before the answer was complete. `cause` says how. */
export class VZapsConnectionError extends NetworkError {
  override readonly name = 'VZapsConnectionError';
  /** True where the request certainly never reached VZaps, so that nothing was done. */
  readonly neverSent: boolean;

  constructor(message: string, options: NetworkErrorOptions & { neverSent?: boolean } = {}) {
    super('CONNECTION_FAILED', message, options);
    this.neverSent = options.neverSent ?? false;
  }
}
