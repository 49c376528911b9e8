import * as z from 'zod';
import { flat } from '../routes/define-route.ts';
import { anyId, string } from '../schema/common.ts';
import { text } from '../schema/id.ts';
import { phone } from '../schema/phone.ts';
import { requestBody } from '../schema/request-object.ts';
import { answer } from '../schema/response-object.ts';

/** What every send call takes (doc). */
const common = {
  phone,
  // Text of every kind, as the id of the other message is: it goes into no path.
  id: text.optional(),
  delay: z.number().min(0).optional(),
  mentionedIds: z.array(phone).optional(),
  replyToMessageId: text.optional(),
};

/**
 * `messageId` is the WhatsApp id, which receipts will name (seen); without any id the message was not taken. Another
 * spelling counts where `message_id` is absent: after a failure it would be sent again, which is worse than a wrong id.
 */
export const sent = answer({ messageId: anyId, status: string, details: string }, { messageId: ['id', 'Id'] });

/** What the send calls take, unchecked: for a body that is spelled as theirs. */
export const anySent = Object.fromEntries(
  [
    ...Object.keys(common),
    ...['fileName', 'contactName', 'contactPhone', 'buttonText', 'linkUrl', 'linkDescription', 'jpegThumbnail'],
    ...['selectableOptionsCount', 'hideParticipantNames', 'endTime', 'allowAddOption'],
  ].map((name) => [name, z.unknown().optional()] as const),
);

/** A send call. Never repeated where VZaps may have taken it: the other side would get the message twice. */
export function send<K extends string, F extends Readonly<Record<string, z.ZodType>>>(kind: K, fields: F) {
  return flat(`POST /instances/:instanceId/chat/send/${kind}`, {
    takes: requestBody({ ...common, ...fields }),
    gives: sent,
  });
}

export const optionalText = z.string().optional();
