import type { EventIssue } from '../types/base-event.ts';
import { createCheck } from './check.ts';
import type { Fields, WireField } from './fields.ts';
import { isRecord } from './is-record.ts';

/**
 * Copies a value without its malformed optional parts, which become null. A malformed required part is an issue. Only
 * payloads that are not as described come here.
 */
export function mendField(field: WireField, value: unknown, path: string, issues: EventIssue[]): unknown {
  if (field.kind === 'object' && isRecord(value)) return mendObject(field.fields, value, path, issues);
  if (field.kind === 'list' && Array.isArray(value)) {
    return value.map((item) => mendOptional(field.item, item, `${path}[]`) ?? null);
  }
  if (field.kind === 'union' && isRecord(value)) return mendField(field.options[1], value, path, issues);
  if (!createCheck(field)(value)) issues.push({ path, message: expectedBy(field, value) });
  return value;
}

function mendObject(fields: Fields, value: Record<string, unknown>, path: string, issues: EventIssue[]): unknown {
  const copy: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const item = value[name];
    const itemPath = path === '' ? name : `${path}.${name}`;
    copy[name] = field.optional ? mendOptional(field, item, itemPath) : mendField(field, item, itemPath, issues);
  }
  return copy;
}

function mendOptional(field: WireField, value: unknown, path: string): unknown {
  if (value === undefined || value === null) return value;
  const issues: EventIssue[] = [];
  const mended = mendField(field, value, path, issues);
  return issues.length === 0 ? mended : null;
}

/** Says what was expected. The text never holds a value of the payload. */
function expectedBy(field: WireField, value: unknown): string {
  switch (field.kind) {
    case 'text':
      return typeof value === 'string' ? 'expected something that is not empty' : 'expected string';
    case 'number':
      return 'expected a number';
    case 'object':
      return 'expected object';
    case 'list':
      return 'expected array';
    default:
      return 'expected another value';
  }
}
