import * as z from 'zod';
import { wireName } from './spelling.ts';

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
  const known = z.object(fields);
  return z.looseObject(fields).transform((input: Readonly<Record<string, unknown>>) => {
    const entries = Object.entries(input).filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries.map(([name, value]) => [name in known.shape ? wireName(name) : name, value]));
  });
}
