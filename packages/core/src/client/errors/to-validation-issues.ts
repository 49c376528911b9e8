import type * as z from 'zod';
import type { ValidationIssue } from './validation-error.ts';

/** Zod's issues as ours. Of a union that nothing matched, the branch that came closest speaks. */
export function issuesOf(issues: readonly z.core.$ZodIssue[], at: readonly PropertyKey[] = []): ValidationIssue[] {
  return issues.flatMap((issue) => {
    const path = [...at, ...issue.path];
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path, message: issue.message }];
    const branches = issue.errors.map((each) => issuesOf(each, path));
    return branches.reduce((best, each) => (closeness(each) > closeness(best) ? each : best));
  });
}

/** Deeper and fewer problems mean that the caller was aiming at this branch. */
function closeness(issues: readonly ValidationIssue[]): number {
  return Math.max(...issues.map(({ path }) => path.length)) - issues.length / 100;
}
