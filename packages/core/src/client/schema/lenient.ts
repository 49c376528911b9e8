import * as z from 'zod';

/** A number, or the same as text: `"3"`. */
export const lenientNumber = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d{1,15}$/)
    .transform(Number),
]);

/** A boolean, or the same as text or number: `"1"`, `"true"`, `1`. */
export const lenientBoolean = z.union([
  z.boolean(),
  z.union([z.literal(['1', 'true', 1]).transform(() => true), z.literal(['0', 'false', 0]).transform(() => false)]),
]);

/** A text, or the same as number or boolean. A boolean becomes `"1"` or `"0"`, VZaps' spelling. */
export const lenientText = z.union([
  z.string(),
  z.number().transform(String),
  z.boolean().transform((flag) => (flag ? '1' : '0')),
]);
