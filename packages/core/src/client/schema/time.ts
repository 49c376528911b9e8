import * as z from 'zod';

/** A time: a `Date`, which is sent as ISO 8601, or a text in ISO 8601. */
export const time = z.union([z.date().transform((date) => date.toISOString()), z.iso.datetime({ offset: true })], {
  error: 'must be a Date, or a time in ISO 8601',
});
