import * as z from 'zod';
import { text } from './id.ts';
import { phone } from './phone.ts';
import { requestBody } from './request-object.ts';

const options = z.array(text).min(1);
const neither = z.undefined('give either vote or selectedOptions').optional();
const poll = { phone, messageId: text, pollSender: phone.optional(), fromMe: z.boolean().optional() };

/** One way or the other: VZaps lets `selectedOptions` win where both are given (doc), which is easily a mistake. */
export const pollVote = z.union([
  requestBody({ ...poll, vote: z.union([text, options]), selectedOptions: neither }),
  requestBody({ ...poll, selectedOptions: options, vote: neither }),
]);
