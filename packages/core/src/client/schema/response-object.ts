import * as z from 'zod';
import { toValidationIssues } from '../errors/to-validation-issues.ts';
import { omit } from '../omit.ts';
import { toWireName } from './wire-name.ts';

type Fields = Readonly<Record<string, z.ZodType>>;
type Spellings<F> = { readonly [K in keyof F]?: readonly string[] };
type Row = Record<string, unknown>;

/**
 * The schema of an object in a response. Its declared fields come out in camelCase.
 *
 * Each declared field is looked for in VZaps' spelling, in camelCase and in the given `spellings`. The first value that
 * fits is taken. Everything else stays as VZaps sent it: undeclared keys, second spellings, and a value of the wrong
 * kind for an optional field. The declared name itself holds only a value of the declared type.
 */
export function responseObject<F extends Fields>(
  fields: F,
  spellings: Spellings<F> = {},
): z.ZodType<z.output<z.ZodObject<F>>> {
  const known = Object.entries(fields).map(([name, type]) => {
    return { name, type, candidates: [...new Set([toWireName(name), name, ...(spellings[name] ?? [])])] };
  });
  const schema = record.transform((given, context) => {
    const declared: [name: string, value: unknown][] = [];
    const dropped = new Set<string>();
    for (const { name, type, candidates } of known) {
      const { taken, parsed } = findFirstFit(given, type, candidates);
      if (parsed.error) {
        for (const { path, message } of toValidationIssues(parsed.error.issues, [name]))
          context.addIssue({ code: 'custom', path: [...path], message });
        continue;
      }
      // Go writes a missing value as null.
      for (const each of candidates) if (each === taken || given[each] === null) dropped.add(each);
      if (parsed.data === undefined) dropped.add(name);
      else declared.push([name, parsed.data]);
    }
    const result = omit(given, (name) => dropped.has(name));
    for (const [name, value] of declared) result[name] = value;
    return result;
  });
  return schema as unknown as z.ZodType<z.output<z.ZodObject<F>>>;
}

/** Like `responseObject`. The type also permits reading keys that are not declared. */
export function openResponseObject<F extends Fields>(fields: F, spellings: Spellings<F> = {}) {
  return responseObject(fields, spellings) as z.ZodType<z.output<z.ZodObject<F>> & { readonly [key: string]: unknown }>;
}

/**
 * The response of a call that changes something. VZaps confirmed the call, so nothing in the response makes it fail.
 * A text becomes the field `textField`. Any other value that is not an object becomes the field `value`.
 */
export function confirmation<T extends z.ZodType>(type: T, textField = 'details') {
  const toObject = (input: unknown) => {
    if (typeof input === 'string') return { [textField]: input };
    if (input === null || input === undefined) return undefined;
    return isRecord(input) ? input : { value: input };
  };
  return z.preprocess(toObject, type) as unknown as z.ZodType<z.output<T>>;
}

/** A list. Go writes an empty list as `null`. */
export function list<T extends z.ZodType>(item: T) {
  return z.preprocess((input) => (input === null ? [] : input), z.array(item)) as unknown as z.ZodType<z.output<T>[]>;
}

const record = z.custom<Readonly<Row>>(isRecord, 'must be an object');

function isRecord(input: unknown): boolean {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

/** Values are tried before `null`, and `null` before an absent value. Without a fit the first failure is returned. */
function findFirstFit(given: Readonly<Row>, type: z.ZodType, candidates: readonly string[]) {
  // Nearly always the first candidate that is present fits.
  const first = candidates.find((each) => Object.hasOwn(given, each) && given[each] !== null);
  if (first !== undefined) {
    const parsed = type.safeParse(given[first]);
    if (parsed.success) return { taken: first, parsed };
  }
  const present = candidates.filter((each) => Object.hasOwn(given, each));
  const inOrder = [
    ...present.filter((each) => given[each] !== null),
    ...present.filter((each) => given[each] === null),
  ];
  const results = inOrder.map((taken) => ({ taken, parsed: type.safeParse(given[taken]) }));
  const fit = results.find(({ parsed }) => parsed.success);
  if (fit) return fit;
  const absent = { taken: undefined, parsed: type.safeParse(undefined) };
  return absent.parsed.success ? absent : (results[0] ?? absent);
}
