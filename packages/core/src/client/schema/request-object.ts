import * as z from 'zod';
import { nearestName } from '../../shared/nearest-name.ts';
import { toValidationIssues } from '../errors/to-validation-issues.ts';
import { freeMap } from './common.ts';
import { toWireName } from './wire-name.ts';

type Fields = Readonly<Record<string, z.ZodType>>;

/**
 * An object in a request: camelCase in, VZaps' spelling out. Only declared names are translated, so free maps such as
 * `filter` and `labels` keep their keys. An undeclared key is an error.
 *
 * @param names The spellings that do not follow the rule of `toWireName`.
 */
export function requestObject<F extends Fields>(fields: F, names: { readonly [K in keyof F]?: string } = {}) {
  const known = Object.keys(fields);
  const renames = known.map((name) => [name, names[name] ?? toWireName(name)] as const);
  return z
    .strictObject(fields, { error: (issue) => describeUnknownKeys('field', issue, known) })
    .transform((input: Readonly<Record<string, unknown>>) => {
      const wire: Record<string, unknown> = {};
      for (const [name, spelling] of renames) if (input[name] !== undefined) wire[spelling] = input[name];
      return wire;
    });
}

/** A request with further fields that are not public. Declared fields are checked. The others are sent unchanged. */
export function openRequestObject<F extends Fields>(fields: F) {
  type Given = z.input<z.ZodObject<F, z.core.$loose>>;
  const known = z.object(fields);
  // A loose object of zod would drop a field that the user named `__proto__`, so this is not one.
  return freeMap.transform((given, context) => {
    const parsed = known.safeParse(given);
    for (const { path, message } of toValidationIssues(parsed.error?.issues ?? []))
      context.addIssue({ code: 'custom', path: [...path], message });
    const checked = (parsed.data ?? {}) as Readonly<Record<string, unknown>>;
    const all = Object.entries(given).map(([name, value]) =>
      Object.hasOwn(fields, name) ? [toWireName(name), checked[name]] : [name, value],
    );
    return Object.fromEntries(all.filter(([, value]) => value !== undefined)) as Record<string, unknown>;
  }) as unknown as z.ZodType<Record<string, unknown>, Given>;
}

interface UnknownKeysIssue {
  readonly code?: string;
  readonly keys?: readonly string[];
}

/** The message for keys that a strict schema does not know. `undefined` for any other issue. */
export function describeUnknownKeys(
  kind: 'field' | 'option',
  { code, keys = [] }: UnknownKeysIssue,
  known: readonly string[],
): string | undefined {
  if (code !== 'unrecognized_keys') return undefined;
  const names = keys.map((key) => `\`${key}\``).join(', ');
  const nearest = keys.flatMap((key) => nearestName(key, known) ?? []).map((name) => `\`${name}\``);
  const suggestion = nearest.length > 0 ? ` Did you mean ${nearest.join(', ')}?` : '';
  const problem = `unknown ${kind}${keys.length === 1 ? '' : 's'} ${names}.${suggestion}`;
  if (kind === 'option') return `${problem} Known options: ${known.join(', ')}`;
  return `${problem} To send a field that this library does not know, add it to the call's options: { extra: { ${keys[0]}: … } }`;
}
