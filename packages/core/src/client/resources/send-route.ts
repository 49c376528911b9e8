import * as z from 'zod';
import { flat } from '../routes/define-route.ts';
import { anyId, string } from '../schema/common.ts';
import { text } from '../schema/id.ts';
import { phone } from '../schema/phone.ts';
import { requestObject } from '../schema/request-object.ts';
import { responseObject } from '../schema/response-object.ts';

/** The fields of every send call (documented). */
const common = {
  phone,
  // Any text: neither id becomes part of a path.
  id: text.optional(),
  delay: z.number().min(0).optional(),
  mentionedIds: z.array(phone).optional(),
  replyToMessageId: text.optional(),
};

/**
 * `messageId` is the WhatsApp id that receipts name (seen in production). Without any id VZaps did not take the
 * message. `id` is accepted where `message_id` is missing: a failure would make the application send the message
 * again, which is worse than a wrong id.
 */
const sentMessage = responseObject({ messageId: anyId, status: string, details: string }, { messageId: ['id', 'Id'] });

/** The camelCase names of all send calls. `messages.send` translates them and does not check their values. */
export const anySendFields = Object.fromEntries(
  [
    ...Object.keys(common),
    ...['fileName', 'contactName', 'contactPhone', 'buttonText', 'linkUrl', 'linkDescription', 'jpegThumbnail'],
    ...['selectableOptionsCount', 'hideParticipantNames', 'endTime', 'allowAddOption'],
  ].map((name) => [name, z.unknown().optional()] as const),
);

/** A send call. It is not repeated if VZaps may have taken the message, because the recipient would get it twice. */
export function send<K extends string, F extends Readonly<Record<string, z.ZodType>>>(kind: K, fields: F) {
  return flat(`POST /instances/:instanceId/chat/send/${kind}`, {
    requestSchema: requestObject({ ...common, ...fields }),
    responseSchema: sentMessage,
  });
}
