import * as z from 'zod';
import { issuesOf } from '../errors/to-validation-issues.ts';
import { freeMap } from './common.ts';
import { wireName } from './wire-name.ts';

type Fields = Readonly<Record<string, z.ZodType>>;

/**
 * A request body: camelCase as the caller writes it, in VZaps' spelling when it comes out. Names are translated one
 * by one as they are declared, so free maps (`filter`, `labels`) keep their keys. A key that is not declared is an
 * error. `names` holds the spellings that do not follow the rule.
 */
export function requestBody<F extends Fields>(fields: F, names: { readonly [K in keyof F]?: string } = {}) {
  const renames = Object.keys(fields).map((name) => [name, names[name] ?? wireName(name)] as const);
  return z.strictObject(fields).transform((input: Readonly<Record<string, unknown>>) => {
    const wire: Record<string, unknown> = {};
    for (const [name, spelled] of renames) if (input[name] !== undefined) wire[spelled] = input[name];
    return wire;
  });
}

/** A request whose further fields are not public: what is declared is checked, the rest goes out as it was given. */
export function openRequestBody<F extends Fields>(fields: F) {
  type Given = z.input<z.ZodObject<F, z.core.$loose>>;
  const known = z.object(fields);
  // Not a loose object, which drops a `__proto__` that is a field of the user's.
  return freeMap.transform((given, context) => {
    const parsed = known.safeParse(given);
    for (const { path, message } of issuesOf(parsed.error?.issues ?? []))
      context.addIssue({ code: 'custom', path: [...path], message });
    const checked = (parsed.data ?? {}) as Readonly<Record<string, unknown>>;
    const all = Object.entries(given).map(([name, value]) =>
      Object.hasOwn(fields, name) ? [wireName(name), checked[name]] : [name, value],
    );
    return Object.fromEntries(all.filter(([, value]) => value !== undefined)) as Record<string, unknown>;
  }) as unknown as z.ZodType<Record<string, unknown>, Given>;
}
