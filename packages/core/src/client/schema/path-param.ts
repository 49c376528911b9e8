import * as z from 'zod';
import { id } from './id.ts';
import { phone } from './phone.ts';

/** The parts of a path that are not just any id, by name. */
export const pathParams = {
  phone,
  what: z.enum(['contacts', 'messages', 'all']),
};

export type PathParams = { readonly [K in keyof typeof pathParams]: z.input<(typeof pathParams)[K]> };

export function pathParam(name: string): z.ZodType<string> {
  return Object.hasOwn(pathParams, name) ? pathParams[name as keyof PathParams] : id;
}
