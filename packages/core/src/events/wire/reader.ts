import type { EventIssue } from '../types/base-event.ts';
import { type Check, createCheck } from './check.ts';
import type { OutputOf, WireField } from './fields.ts';
import { readLeniently } from './read-leniently.ts';

export type ReadResult<T> = { ok: true; value: T } | { ok: false; issues: EventIssue[] };

// The first issues show what is wrong. Without a limit, a list of a million wrong ids would lead to a million issues.
const MAX_ISSUES = 20;

/**
 * Creates a function that validates the described fields of a payload. Unknown keys are left alone. A payload that is as
 * described is returned itself, not a copy. A malformed optional field counts as absent: one odd `push_name` must not
 * lose the message. Lazy fields are not looked at.
 *
 * @param isAsDescribed The generated check of this shape, if there is one.
 */
export function createReader<F extends WireField>(
  field: F,
  isAsDescribed: Check = createCheck(field),
): (value: unknown) => ReadResult<OutputOf<F>> {
  return (value) => {
    if (isAsDescribed(value)) return { ok: true, value: value as OutputOf<F> };
    const issues: EventIssue[] = [];
    const copy = readLeniently(field, value, '', issues);
    if (issues.length > 0) return { ok: false, issues: issues.slice(0, MAX_ISSUES) };
    return { ok: true, value: copy as OutputOf<F> };
  };
}
