import * as z from 'zod';

const JID = /^[\w.:-]+@[a-z][a-z.]*$/i;
// The id of a group from before 2021 is its owner's phone and a timestamp in seconds.
const OLD_GROUP = /^\d{5,15}-\d{10}$/;
const DIGITS = /^\d{5,20}$/;

/**
 * A recipient: a phone with country code, a group id, or any JID. A phone may contain spaces and punctuation, such as
 * `+55 11 99999-9999`. VZaps gets the digits.
 */
export const phone = z
  .string()
  .transform((value) => (JID.test(value) || OLD_GROUP.test(value) ? value : value.replace(/^\s*\+|[\s().-]/g, '')))
  .refine(
    (value) => JID.test(value) || OLD_GROUP.test(value) || DIGITS.test(value),
    'must be a phone in digits with country code, a group id, or a JID',
  );
