import * as z from 'zod';

// The leaves of the wire schemas. Each takes its description, which begins with the mark of its certainty:
// [doc], [seen], [lineage] or [unknown] (see docs/events.md). What is not `required` may be absent or null.

export const required = (about: string) => z.string().min(1).describe(about);

export const text = (about: string) => z.string().nullish().describe(about);

export const flag = (about: string) => z.boolean().nullish().describe(about);

/** Go writes some numbers as text, and a time as text or as a number. */
export const number = (about: string) => z.union([z.number(), z.string()]).nullish().describe(about);

/** A time: RFC 3339 text, or a number of seconds or milliseconds. */
export const time = (about: string) => number(about);

/** An object that is there or not; keys that are not named here are welcome. */
export const object = <Shape extends z.core.$ZodLooseShape>(about: string, shape: Shape) =>
  z.looseObject(shape).nullish().describe(about);

export const list = <Item extends z.ZodType>(about: string, item: Item) =>
  z.array(item.nullable()).nullish().describe(about);

/** Described, but read only when somebody asks: parts that are large, or that hold a message again. */
export const later = <Schema extends z.ZodType>(about: string, schema: () => Schema) =>
  z
    .lazy(() => schema().nullable())
    .optional()
    .describe(about);
