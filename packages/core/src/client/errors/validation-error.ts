import { VZapsError, type VZapsErrorOptions } from '../../errors.ts';

/** One thing that is wrong, and where. Values are left out: they may be secrets. */
export interface ValidationIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The request is not one that VZaps could take. It was not sent. */
export class VZapsValidationError extends VZapsError {
  override readonly name = 'VZapsValidationError';
  /** Where the first problem is: `['options', 1]`. */
  readonly path: readonly PropertyKey[];
  readonly issues: readonly ValidationIssue[];

  constructor(issues: readonly ValidationIssue[], options: VZapsErrorOptions = {}) {
    super('INVALID_REQUEST', `${issues.map(describe).join(' · ')} (nothing was sent)`, options);
    this.path = issues[0]?.path ?? [];
    this.issues = issues;
  }

  override toJSON(): Record<string, unknown> {
    const { name, code, message, path, issues, help } = this;
    return { name, code, message, path, issues, help };
  }
}

function describe({ path, message }: ValidationIssue): string {
  return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
}
