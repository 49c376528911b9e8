import * as z from 'zod';
import type { EventIssue } from '../base-event.ts';

export type Read<T> = { ok: true; value: T } | { ok: false; issues: EventIssue[] };

/**
 * Makes a function that validates what is named in a wire schema, and nothing else. The published schemas are
 * loose, which makes zod copy every unknown key; nobody looks at that copy, so here unknown keys are left alone,
 * which is three times as fast. A malformed optional field counts as absent: one odd `push_name` must not cost
 * anybody the message.
 */
export function reader<Schema extends z.ZodType>(schema: Schema): (value: unknown) => Read<z.output<Schema>> {
  const strict = lean(schema, false);
  const forgiving = lean(schema, true);
  return (value) => {
    const first = strict.safeParse(value);
    const result = first.success ? first : forgiving.safeParse(value);
    if (result.success) return { ok: true, value: result.data as z.output<Schema> };
    return { ok: false, issues: result.error.issues.slice(0, MOST_ISSUES).map(issueOf) };
  };
}

// Enough to see what is wrong; a list of a million wrong ids needs no million reasons.
const MOST_ISSUES = 20;

function lean(schema: z.ZodType, forgiving: boolean): z.ZodType {
  if (schema instanceof z.ZodLazy) return z.unknown();
  if (schema instanceof z.ZodOptional) return lean(schema.unwrap() as z.ZodType, forgiving).optional();
  if (schema instanceof z.ZodNullable) {
    const inner = lean(schema.unwrap() as z.ZodType, forgiving).nullable();
    return forgiving ? inner.catch(null) : inner;
  }
  if (schema instanceof z.ZodUnion) {
    return z.union(schema.options.map((option) => lean(option as z.ZodType, forgiving)));
  }
  if (schema instanceof z.ZodArray) {
    return z
      .array(lean(schema.element as z.ZodType, forgiving))
      .check(...(schema.def.checks ?? []).map((check) => check as z.core.$ZodCheck<unknown[]>));
  }
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).map(([key, field]) => [key, lean(field as z.ZodType, forgiving)]);
    return z.object(Object.fromEntries(fields));
  }
  return schema;
}

/** In our own words: zod's depend on a locale that the application may have set, and ours hold no value. */
function issueOf(issue: z.core.$ZodIssue): EventIssue {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'invalid_type') return { path, message: `expected ${issue.expected}` };
  return {
    path,
    message: issue.code === 'too_small' ? 'expected something that is not empty' : 'expected another value',
  };
}
