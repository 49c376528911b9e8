import type * as z from 'zod';
import type { ValidationIssue } from './validation-error.ts';

/** Converts Zod's issues. If no branch of a union matched, the issues of the closest branch are returned. */
export function toValidationIssues(
  issues: readonly z.core.$ZodIssue[],
  at: readonly PropertyKey[] = [],
): ValidationIssue[] {
  return issues.flatMap((issue) => {
    const path = [...at, ...issue.path];
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path, message: issue.message }];
    const branches = issue.errors.map((each) => toValidationIssues(each, path));
    return branches.reduce((best, each) => (closeness(each) > closeness(best) ? each : best));
  });
}

/** A branch is closer if its problems are deeper and fewer. */
function closeness(issues: readonly ValidationIssue[]): number {
  return Math.max(...issues.map(({ path }) => path.length)) - issues.length / 100;
}
