import * as z from 'zod';
import { answer, confirmation } from './response-object.ts';

export const string = z.string().optional();
export const boolean = z.boolean().optional();
export const number = z.number().optional();

/** An id, which some servers write as a number. */
export const anyId = z.union([z.string().min(1), z.number().transform(String)]);

/** A count, in digits or as a number. `null` and `''` are none: as a number they would be 0. */
export const count = z.union([
  z.int().min(0),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);

/** An object with keys of the user's own: verbatim, `__proto__` among them, and a list where VZaps sends one. */
export const freeMap = z.custom<Record<string, unknown>>(
  (input) => typeof input === 'object' && input !== null,
  'must be an object',
);

/** The answer of a call that does something: VZaps documents `details`, `status` or `message`, depending on the route. */
export const done = confirmation(answer({ details: string, status: string, message: string }).optional());

/** An answer of which nothing is public: as it came. */
export const opaque = z.unknown().transform((data): unknown => data ?? undefined);
