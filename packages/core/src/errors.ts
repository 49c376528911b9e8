const HELP = 'https://github.com/vzaps/integrations/blob/main/docs/errors';

/** Every code of an error or warning. Each has a page under docs/errors. */
export type ErrorCode =
  | 'API_ERROR'
  | 'AUTHENTICATION_FAILED'
  | 'CONNECTION_FAILED'
  | 'DEAD_LETTER'
  | 'EVENT_UNKNOWN'
  | 'GUARD_MISSING'
  | 'HANDLER_TIMEOUT'
  | 'INBOX_STALLED'
  | 'INBOX_TIMEOUT'
  | 'INSTANCE_UNKNOWN'
  | 'INVALID_OPTION'
  | 'INVALID_REQUEST'
  | 'LEASE_LOST'
  | 'MEDIA_TOO_LARGE'
  | 'MEDIA_URL_REFUSED'
  | 'NAME_UNKNOWN'
  | 'PERMISSION_DENIED'
  | 'RATE_LIMITED'
  | 'RAW_BODY_MISSING'
  | 'REDIS_NOT_DURABLE'
  | 'REDIS_UNAVAILABLE'
  | 'REQUEST_TIMEOUT'
  | 'RESPONSE_TOO_LARGE'
  | 'STORE_TIMEOUT'
  | 'TRANSPORT_UNAVAILABLE'
  | 'UNEXPECTED_RESPONSE'
  | 'VERIFIER_TIMEOUT';

export interface VZapsErrorOptions {
  /** The error that this one explains. */
  cause?: unknown;
}

/** The link to the page that explains a code. */
export function linkToPage(code: ErrorCode): string {
  return `${HELP}/${code}.md`;
}

/**
 * The base class of every error that this library throws.
 *
 * Test `error.code`, which is stable. Do not use `instanceof` across packages: two installed copies of the library
 * have two classes. `message` states the cause and the solution, and ends with the link to the code's page. It contains
 * no token, secret, signed URL or phone number.
 *
 * @example
 * try {
 *   await client.instances.list();
 * } catch (error) {
 *   if (!(error instanceof Error && 'code' in error && error.code === 'RATE_LIMITED')) throw error;
 * }
 */
export class VZapsError extends Error {
  /** The name of the class. */
  override readonly name: string = 'VZapsError';
  /** The stable code of the error. Each code has a page under `docs/errors`. */
  readonly code: ErrorCode;
  /** The link to the page that explains `code`. */
  readonly help: string;

  /** The library creates these errors itself. Create one in a test of your own error handling. */
  constructor(code: ErrorCode, message: string, options: VZapsErrorOptions = {}) {
    const help = linkToPage(code);
    super(`${message} See ${help}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.help = help;
  }

  /** What may be logged: everything but the cause. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, help } = this;
    return { name, code, message, help };
  }
}
