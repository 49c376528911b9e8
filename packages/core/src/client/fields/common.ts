import * as z from 'zod';
import { answer, maybe } from './answer.ts';

export const string = maybe(z.string());
export const boolean = maybe(z.boolean());
export const number = maybe(z.number());

/** An id, which some servers write as a number. */
export const anyId = z.union([z.string().min(1), z.number().transform(String)]);

/** The answer of a call that does something: VZaps documents `details`, `status` or `message`, depending on the route. */
export const done = answer({ details: string, status: string, message: string }).optional();

/** An answer of which nothing is public: as it came. */
export const opaque = z.unknown();
