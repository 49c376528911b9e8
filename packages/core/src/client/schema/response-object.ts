import * as z from 'zod';
import { issuesOf } from '../errors/to-validation-issues.ts';
import { wireName } from './wire-name.ts';

type Fields = Readonly<Record<string, z.ZodType>>;
type Spellings<F> = { readonly [K in keyof F]?: readonly string[] };
type Row = Record<string, unknown>;

/**
 * What an answer's object holds, in camelCase. Each declared name is looked for in VZaps' spelling, in camelCase and
 * in the `spellings` given; the first value that fits is taken. All else stays as it came: keys that nobody declared,
 * second spellings, and a value of an unexpected kind, which must not cost the whole answer where it may be missing. Under
 * the declared name itself stands only what fits, since the type says so.
 */
export function answer<F extends Fields>(fields: F, spellings: Spellings<F> = {}): z.ZodType<z.output<z.ZodObject<F>>> {
  const known = Object.entries(fields).map(([name, type]) => {
    return { name, type, candidates: [...new Set([wireName(name), name, ...(spellings[name] ?? [])])] };
  });
  const read = record.transform((given, context) => {
    const result: Row = { ...given };
    for (const { name, type, candidates } of known) {
      const { taken, parsed } = firstThatFits(given, type, candidates);
      if (parsed.error) {
        for (const { path, message } of issuesOf(parsed.error.issues, [name]))
          context.addIssue({ code: 'custom', path: [...path], message });
        continue;
      }
      // Go writes what is missing as null.
      for (const each of candidates) if (each === taken || result[each] === null) delete result[each];
      if (parsed.data === undefined) delete result[name];
      else result[name] = parsed.data;
    }
    return result;
  });
  return read as unknown as z.ZodType<z.output<z.ZodObject<F>>>;
}

/** As `answer`, where users may read keys that we do not know: the type says so too. */
export function openAnswer<F extends Fields>(fields: F, spellings: Spellings<F> = {}) {
  return answer(fields, spellings) as z.ZodType<z.output<z.ZodObject<F>> & { readonly [key: string]: unknown }>;
}

/**
 * The answer of a call that does something. VZaps said yes, so nothing that stands in it makes the call a failure: a
 * text becomes `text`, and what else is no object becomes `value`.
 */
export function confirmation<T extends z.ZodType>(type: T, text = 'details') {
  const asObject = (input: unknown) => {
    if (typeof input === 'string') return { [text]: input };
    if (input === null || input === undefined) return undefined;
    return isRecord(input) ? input : { value: input };
  };
  return z.preprocess(asObject, type) as unknown as z.ZodType<z.output<T>>;
}

/** A list. Go writes an empty one as `null`. */
export function list<T extends z.ZodType>(item: T) {
  return z.preprocess((input) => (input === null ? [] : input), z.array(item)) as unknown as z.ZodType<z.output<T>[]>;
}

const record = z.custom<Readonly<Row>>(isRecord, 'must be an object');

function isRecord(input: unknown): boolean {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

/** Something before nothing: `null` is offered last, and where there is nothing at all, what the type makes of that. */
function firstThatFits(given: Readonly<Row>, type: z.ZodType, candidates: readonly string[]) {
  const present = candidates.filter((each) => Object.hasOwn(given, each));
  const inOrder = [
    ...present.filter((each) => given[each] !== null),
    ...present.filter((each) => given[each] === null),
  ];
  const tries = inOrder.map((taken) => ({ taken, parsed: type.safeParse(given[taken]) }));
  const fit = tries.find(({ parsed }) => parsed.success);
  if (fit) return fit;
  const absent = { taken: undefined, parsed: type.safeParse(undefined) };
  return absent.parsed.success ? absent : (tries[0] ?? absent);
}
