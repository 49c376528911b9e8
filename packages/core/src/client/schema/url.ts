import * as z from 'zod';

/** A URL that VZaps can reach: http or https. The message does not repeat it, since it may be signed. */
export const webUrl = z
  // Named like this the type is the platform's own; Zod would name that of Node's `url`.
  .custom<string | URL>((input) => typeof input === 'string' || input instanceof URL, 'must be an http or https URL')
  .transform(String)
  .refine((url) => /^https?:\/\//i.test(url) && URL.canParse(url), 'must be an http or https URL');
