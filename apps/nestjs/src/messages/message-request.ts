import * as z from 'zod';

const PHONE = /^\d{5,20}$/;
const GROUP = /^[\d-]+@g\.us$/;

/** The body of `POST /messages`. */
export const newMessage = z.object({
  phone: z
    .string()
    // Accepts the usual notation, such as +55 11 99999-0000.
    .transform((value) => (GROUP.test(value) ? value : value.replace(/^\s*\+|[\s().-]/g, '')))
    .refine(
      (value) => PHONE.test(value) || GROUP.test(value),
      'must be a phone with country code, or a group (…@g.us)',
    ),
  message: z
    .string()
    .max(65_536)
    // VZaps refuses it.
    .refine((value) => value.trim() !== '', 'must not be blank')
    // PostgreSQL cannot store these characters in a text.
    .refine((value) => !/[\0\p{Surrogate}]/u.test(value), 'must not contain U+0000 or half of an emoji'),
});

/** The query of `GET /messages`. */
export const pageOfMessages = z.object({
  size: z.coerce.number().int().min(1).max(100).default(20),
  before: z.coerce.number().int().positive().optional(),
});

export const messageId = z.string().regex(/^[\x21-\x7e]{1,128}$/, 'no message has such an id');

export type NewMessage = z.infer<typeof newMessage>;
export type PageOfMessages = z.infer<typeof pageOfMessages>;
