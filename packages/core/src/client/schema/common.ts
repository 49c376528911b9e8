import * as z from 'zod';
import { confirmation, responseObject } from './response-object.ts';

export const string = z.string().optional();
export const boolean = z.boolean().optional();
export const number = z.number().optional();

/** An id. Some servers write ids as numbers. */
export const anyId = z.union([z.string().min(1), z.number().transform(String)]);

/** A count, as a number or as digits. `null` and `''` are refused: `Number()` would convert them to 0. */
export const count = z.union([
  z.int().min(0),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);

/**
 * An object whose keys the user chose. It passes through unchanged, with keys such as `__proto__`. A list is
 * accepted.
 */
export const freeMap = z.custom<Record<string, unknown>>(
  (input) => typeof input === 'object' && input !== null,
  'must be an object',
);

/** The response of an action. VZaps documents `details`, `status` or `message`, depending on the route. */
export const done = confirmation(responseObject({ details: string, status: string, message: string }).optional());

/** A response without a public description. It passes through unchanged. */
export const opaque = z.unknown().transform((data): unknown => data ?? undefined);
