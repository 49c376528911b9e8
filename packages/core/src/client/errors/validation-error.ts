import { type ErrorCode, VZapsError, type VZapsErrorOptions } from '../../errors.ts';

/** One problem and the path of its field. The message never contains a string value, which may be a secret. */
export interface ValidationIssue {
  /** The path of the field: `['options', 1]`. Empty for the arguments as a whole. */
  readonly path: readonly PropertyKey[];
  /** What is wrong with the value. */
  readonly message: string;
}

interface ValidationErrorOptions extends VZapsErrorOptions {
  code?: Extract<ErrorCode, 'INVALID_OPTION' | 'INVALID_REQUEST'> | undefined;
}

/**
 * Thrown for a wrong option of `new VZapsClient()` (code `INVALID_OPTION`) and for wrong arguments of a call (code
 * `INVALID_REQUEST`). The request was not sent.
 *
 * @example
 * import { VZapsValidationError } from '@vzaps/core/client';
 *
 * await client.messages
 *   .sendPoll({ instanceId: 'VZ1', phone: '5511999999999', name: 'Lunch?', options: ['Pizza'] })
 *   .catch((error: unknown) => {
 *     if (error instanceof VZapsValidationError) process.stderr.write(JSON.stringify(error.issues));
 *   });
 */
export class VZapsValidationError extends VZapsError {
  override readonly name = 'VZapsValidationError';
  /** The path of the first problem: `['options', 1]`. */
  readonly path: readonly PropertyKey[];
  /** All problems. The first one determines `path`. */
  readonly issues: readonly ValidationIssue[];

  /** The library creates these errors itself. Create one in a test of your own error handling. */
  constructor(
    issues: readonly ValidationIssue[],
    { code = 'INVALID_REQUEST', ...options }: ValidationErrorOptions = {},
  ) {
    super(code, describeIssues(issues, code), options);
    this.path = issues[0]?.path ?? [];
    this.issues = issues;
  }

  override toJSON(): Record<string, unknown> {
    const { name, code, message, path, issues, help } = this;
    return { name, code, message, path, issues, help };
  }
}

function describeIssues(issues: readonly ValidationIssue[], code: ErrorCode): string {
  // The message of a wrong option is a complete sentence that names its path.
  if (code === 'INVALID_OPTION') return issues.map(({ message }) => message).join(' ');
  const problems = issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`,
  );
  return `${problems.join(' · ')} (nothing was sent)`;
}
