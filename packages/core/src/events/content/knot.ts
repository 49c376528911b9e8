import * as z from 'zod';
import { later } from '../wire/fields.ts';

let message: z.ZodType = z.looseObject({});

/** A field that holds a message again: a quote, an edit, a wrapper. */
export const messageField = (about: string) => later(about, () => message);

/** Closes the circle, once all kinds of content are known (modules cannot import each other in a circle). */
export function tie(schema: z.ZodType): void {
  message = schema;
}
