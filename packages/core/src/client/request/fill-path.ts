import { issuesOf } from '../errors/to-validation-issues.ts';
import type { ValidationIssue } from '../errors/validation-error.ts';
import type { Template } from '../routes/route.ts';
import { pathParam } from '../schema/path-param.ts';

/** `:name`, `:name?` or `:name*`, with the slash before it. */
const PARAM = /\/:(\w+)([?*])?/g;

export function paramsOf(template: Template): readonly string[] {
  return [...template.matchAll(PARAM)].map(([, name = '']) => name);
}

/** The path of a request. What is wrong with the values is added to `issues`. */
export function fillPath(
  template: Template,
  values: Readonly<Record<string, unknown>>,
  issues: ValidationIssue[],
): string {
  const path = template.slice(template.indexOf(' ') + 1);
  return path.replace(PARAM, (_match, name: string, kind?: '?' | '*') => {
    const value = values[name];
    if (kind === '?' && value === undefined) return '';
    if (kind === '*')
      return String(value)
        .split('/')
        .map((part) => segment(name, part, issues))
        .join('');
    return segment(name, value, issues);
  });
}

function segment(name: string, value: unknown, issues: ValidationIssue[]): string {
  const parsed = pathParam(name).safeParse(value);
  if (parsed.success) return `/${encodeURIComponent(parsed.data)}`;
  issues.push(...issuesOf(parsed.error.issues, [name]));
  return '/';
}
