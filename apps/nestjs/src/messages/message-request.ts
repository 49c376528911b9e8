import * as z from 'zod';

const PHONE = /^\d{5,20}$/;
const GROUP = /^[\d-]+@g\.us$/;

/** What `POST /messages` takes. */
export const newMessage = z.object({
  phone: z
    .string()
    // As people write it: +55 11 99999-0000.
    .transform((value) => (GROUP.test(value) ? value : value.replace(/^\s*\+|[\s().-]/g, '')))
    .refine(
      (value) => PHONE.test(value) || GROUP.test(value),
      'must be a phone with country code, or a group (…@g.us)',
    ),
  message: z
    .string()
    .max(65_536)
    // VZaps would not take it.
    .refine((value) => value.trim() !== '', 'must not be blank')
    // Sent, it could not be stored: PostgreSQL's text has no such characters.
    .refine((value) => !/[\0\p{Surrogate}]/u.test(value), 'must not hold U+0000, or half of an emoji'),
});

/** What `GET /messages` takes. */
export const pageOfMessages = z.object({
  size: z.coerce.number().int().min(1).max(100).default(20),
  before: z.coerce.number().int().positive().optional(),
});

export const messageId = z.string().regex(/^[\x21-\x7e]{1,128}$/, 'no message has such an id');

export type NewMessage = z.infer<typeof newMessage>;
export type PageOfMessages = z.infer<typeof pageOfMessages>;
