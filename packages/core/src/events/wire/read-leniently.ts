import type { EventIssue } from '../types/base-event.ts';
import { createCheck } from './check.ts';
import type { Fields, WireField } from './fields.ts';
import { isRecord } from './is-record.ts';

/**
 * Reads a value that is not as described. Copies it without its malformed optional parts, which become null. A malformed
 * required part is an issue.
 */
export function readLeniently(field: WireField, value: unknown, path: string, issues: EventIssue[]): unknown {
  if (field.kind === 'object' && isRecord(value)) return readObject(field.fields, value, path, issues);
  if (field.kind === 'list' && Array.isArray(value)) {
    return value.map((item) => readOptional(field.item, item, `${path}[]`) ?? null);
  }
  if (field.kind === 'union' && isRecord(value)) return readLeniently(field.options[1], value, path, issues);
  if (!createCheck(field)(value)) issues.push({ path, message: expectedBy(field, value) });
  return value;
}

function readObject(fields: Fields, value: Record<string, unknown>, path: string, issues: EventIssue[]): unknown {
  const copy: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const item = value[name];
    const itemPath = path === '' ? name : `${path}.${name}`;
    copy[name] = field.optional ? readOptional(field, item, itemPath) : readLeniently(field, item, itemPath, issues);
  }
  return copy;
}

function readOptional(field: WireField, value: unknown, path: string): unknown {
  if (value === undefined || value === null) return value;
  const issues: EventIssue[] = [];
  const read = readLeniently(field, value, path, issues);
  return issues.length === 0 ? read : null;
}

/** Says what was expected. The text never holds a value of the payload. */
function expectedBy(field: WireField, value: unknown): string {
  if (field.kind === 'text' && typeof value === 'string') return 'expected something that is not empty';
  return `expected ${EXPECTED[field.kind] ?? 'another value'}`;
}

const EXPECTED: Partial<Record<WireField['kind'], string>> = {
  text: 'string',
  number: 'a number',
  object: 'object',
  list: 'array',
};
