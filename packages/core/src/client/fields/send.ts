import * as z from 'zod';
import { flat } from '../route/build.ts';
import { answer } from './answer.ts';
import { anyId, string } from './common.ts';
import { id, text } from './id.ts';
import { phone } from './phone.ts';
import { requestBody } from './request-body.ts';

/** What every send call takes (doc). */
const common = {
  phone,
  id: id.optional(),
  delay: z.number().min(0).optional(),
  mentionedIds: z.array(phone).optional(),
  // The other side's client chose it: any text, and it goes into no path.
  replyToMessageId: text.optional(),
};

/** `messageId` is the WhatsApp id, which receipts will name (seen); without it the message was not taken. */
export const sent = answer({ messageId: anyId, status: string, details: string }, { messageId: ['id', 'Id'] });

/** A send call. Never repeated where VZaps may have taken it: the other side would get the message twice. */
export function send<K extends string, F extends Readonly<Record<string, z.ZodType>>>(kind: K, fields: F) {
  return flat(`POST /instances/:instanceId/chat/send/${kind}`, {
    takes: requestBody({ ...common, ...fields }),
    gives: sent,
  });
}

export const optionalText = z.string().optional();
