import { toValidationIssues } from '../errors/to-validation-issues.ts';
import type { ValidationIssue } from '../errors/validation-error.ts';
import type { Template } from '../routes/route.ts';
import { getPathParamSchema } from '../schema/path-param.ts';

/** `:name`, `:name?` or `:name*`, with the slash before it. */
const PARAM = /\/:(\w+)([?*])?/g;

export function paramsOf(template: Template): readonly string[] {
  return [...template.matchAll(PARAM)].map(([, name = '']) => name);
}

/** Puts the values into the path of a route. Problems with the values are added to `issues`. */
export function fillPath(path: string, values: Readonly<Record<string, unknown>>, issues: ValidationIssue[]): string {
  return path.replace(PARAM, (_match, name: string, kind?: '?' | '*') => {
    const value = values[name];
    if (kind === '?' && value === undefined) return '';
    if (kind === '*')
      // Both `send/text` and `/send/text` are accepted.
      return String(value)
        .replace(/^\//, '')
        .split('/')
        .map((part) => toSegment(name, part, issues))
        .join('');
    return toSegment(name, value, issues);
  });
}

function toSegment(name: string, value: unknown, issues: ValidationIssue[]): string {
  const parsed = getPathParamSchema(name).safeParse(value);
  if (parsed.success) return `/${encodeURIComponent(parsed.data)}`;
  issues.push(...toValidationIssues(parsed.error.issues, [name]));
  return '/';
}
