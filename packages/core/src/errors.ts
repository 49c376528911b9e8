const HELP = 'https://github.com/vzaps/integrations/blob/main/docs/errors';

export interface VZapsErrorOptions {
  /** What was caught, when this error explains another. */
  cause?: unknown;
}

/**
 * The base of every error that this library throws. Switch on `code`, which is stable; `message` says the
 * cause and the cure, and holds no token, secret, signed URL or phone number. Two installed copies of the
 * library have two classes: test `error.code`, not `instanceof`, across packages.
 */
export class VZapsError extends Error {
  override readonly name: string = 'VZapsError';
  readonly code: string;
  /** The page that explains `code`. */
  readonly help: string;

  constructor(code: string, message: string, options: VZapsErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.help = `${HELP}/${code}.md`;
  }

  /** What may be logged: no cause. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, help } = this;
    return { name, code, message, help };
  }
}
