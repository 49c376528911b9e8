import * as z from 'zod';

/** A URL that VZaps can reach: http or https. The message does not repeat it, since it may be signed. */
export const webUrl = z
  .union([z.string(), z.instanceof(URL).transform((url) => url.href)], { error: 'must be an http or https URL' })
  .refine((url) => /^https?:\/\//i.test(url) && URL.canParse(url), 'must be an http or https URL');
