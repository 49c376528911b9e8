import * as z from 'zod';

/** A time: a `Date`, sent as ISO 8601, or a text that already is. */
export const time = z.union([z.date().transform((date) => date.toISOString()), z.iso.datetime({ offset: true })], {
  error: 'must be a Date, or a time in ISO 8601',
});
