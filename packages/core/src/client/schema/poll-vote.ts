import * as z from 'zod';
import { text } from './id.ts';
import { phone } from './phone.ts';
import { requestObject } from './request-object.ts';

const options = z.array(text).min(1);
const absent = z.undefined('give either vote or selectedOptions').optional();
const poll = { phone, messageId: text, pollSender: phone.optional(), fromMe: z.boolean().optional() };

/** Either `vote` or `selectedOptions`. If both are given, VZaps silently ignores `vote` (documented). */
export const pollVote = z.union([
  requestObject({ ...poll, vote: z.union([text, options]), selectedOptions: absent }),
  requestObject({ ...poll, selectedOptions: options, vote: absent }),
]);
