import * as z from 'zod';
import { id } from './id.ts';
import { phone } from './phone.ts';

/** The path parameters that have their own schema, by name. All others are ids. */
const PATH_PARAMS = {
  phone,
  what: z.enum(['contacts', 'messages', 'all']),
};

export type PathParams = { readonly [K in keyof typeof PATH_PARAMS]: z.input<(typeof PATH_PARAMS)[K]> };

export function getPathParamSchema(name: string): z.ZodType<string> {
  return Object.hasOwn(PATH_PARAMS, name) ? PATH_PARAMS[name as keyof PathParams] : id;
}
