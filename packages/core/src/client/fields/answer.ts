import * as z from 'zod';
import { wireName } from './spelling.ts';

type Fields = Readonly<Record<string, z.ZodType>>;
type Spellings<F> = { readonly [K in keyof F]?: readonly string[] };

/**
 * What an answer's object holds, in camelCase. Each declared name is looked for in VZaps' spelling, in camelCase and
 * in the `spellings` given; keys that nobody declared stay as they came.
 */
export function answer<F extends Fields>(fields: F, spellings: Spellings<F> = {}): z.ZodType<z.output<z.ZodObject<F>>> {
  const names = Object.keys(fields).map((name) => [name, [wireName(name), name, ...(spellings[name] ?? [])]] as const);
  return z.preprocess((input) => respell(input, names), z.looseObject(fields)) as unknown as z.ZodType<
    z.output<z.ZodObject<F>>
  >;
}

/** As `answer`, where users may read keys that we do not know: the type says so too. */
export function openAnswer<F extends Fields>(fields: F, spellings: Spellings<F> = {}) {
  return answer(fields, spellings) as z.ZodType<z.output<z.ZodObject<F>> & { readonly [key: string]: unknown }>;
}

/** A field that may be missing. One of an unexpected kind counts as missing: it must not cost the whole answer. */
export function maybe<T extends z.ZodType>(type: T) {
  return type.optional().catch(undefined);
}

/** A list. Go writes an empty one as `null`. */
export function list<T extends z.ZodType>(item: T) {
  return z.preprocess((input) => (input === null ? [] : input), z.array(item)) as unknown as z.ZodType<z.output<T>[]>;
}

function respell(input: unknown, names: readonly (readonly [string, readonly string[]])[]): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  const given = input as Readonly<Record<string, unknown>>;
  const result: Record<string, unknown> = { ...given };
  for (const [name, candidates] of names) {
    const present = candidates.filter((candidate) => Object.hasOwn(given, candidate));
    const found = present.find((candidate) => given[candidate] !== null) ?? present[0];
    for (const candidate of candidates) if (candidate !== name) delete result[candidate];
    if (found !== undefined) result[name] = given[found];
    else delete result[name];
  }
  return result;
}
