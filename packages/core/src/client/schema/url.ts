import * as z from 'zod';

const REFUSED = 'must be an http or https URL';

/** A URL that VZaps can reach. The error message does not contain it, since it may be signed. */
export const webUrl = z
  // `z.custom` names the global type `URL` in declarations. `z.instanceof` would name the class of `node:url`.
  .custom<string | URL>((input) => typeof input === 'string' || input instanceof URL, REFUSED)
  .transform(String)
  .refine((url) => /^https?:\/\//i.test(url) && URL.canParse(url), REFUSED);
