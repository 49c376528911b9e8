import * as z from 'zod';
import { flat, flatPaged } from '../routes/define-route.ts';
import { done, string } from '../schema/common.ts';
import { lenientBoolean, lenientNumber, lenientText } from '../schema/lenient.ts';
import { pageNumber, pageSchema, pageSize } from '../schema/page.ts';
import { requestObject } from '../schema/request-object.ts';
import { openResponseObject } from '../schema/response-object.ts';

const flag = lenientBoolean.optional();
const numeric = lenientNumber.optional();
const asText = lenientText.optional();

/**
 * VZaps sends most fields as text: `unread: "3"`, `is_muted: "0"` (documented). Both spellings of a value are
 * accepted.
 */
const chat = openResponseObject({
  phone: string,
  jid: string,
  name: string,
  archived: flag,
  pinned: flag,
  unread: asText,
  messagesUnread: numeric,
  isMuted: asText,
  isGroup: flag,
  lastMessageTime: asText,
  lastMessageTimestampMs: numeric,
  muteEndTime: asText,
});

const chatPath = '/instances/:instanceId/chats/:phone';
const mark = { responseSchema: done, repeatable: true } as const;
const removal = {
  requestSchema: requestObject({ deleteMedia: z.boolean().optional() }),
  responseSchema: done,
} as const;

/** Conversations. A conversation is named by its phone or JID. */
export const chats = {
  /**
   * Lists chats. `await` it for one page, or iterate it with `for await` for every chat.
   *
   * @example
   * for await (const chat of client.chats.list({ instanceId: 'VZ1' })) process.stdout.write(chat.name ?? '');
   */
  list: flatPaged('GET /instances/:instanceId/chats', {
    requestSchema: requestObject({ page: pageNumber, pageSize }),
    responseSchema: pageSchema(chat, {}, ['chats', 'Chats']),
    repeatable: true,
  }),
  /** Returns one chat. */
  get: flat(`GET ${chatPath}`, { responseSchema: chat, repeatable: true }),
  /** Moves a chat to the archive. */
  archive: flat(`POST ${chatPath}/archive`, mark),
  /** Moves a chat out of the archive. */
  unarchive: flat(`POST ${chatPath}/unarchive`, mark),
  /** Mutes a chat for `durationSeconds`. */
  mute: flat(`POST ${chatPath}/mute`, {
    ...mark,
    requestSchema: requestObject({ durationSeconds: z.int().min(1).optional() }),
  }),
  /** Unmutes a chat. */
  unmute: flat(`POST ${chatPath}/unmute`, mark),
  /** Pins a chat to the top of the list. */
  pin: flat(`POST ${chatPath}/pin`, mark),
  /** Unpins a chat. */
  unpin: flat(`POST ${chatPath}/unpin`, mark),
  /** Marks a chat as read. */
  read: flat(`POST ${chatPath}/read`, mark),
  /** Marks a chat as unread. */
  unread: flat(`POST ${chatPath}/unread`, mark),
  /** Deletes the messages of a chat. The call is not repeated: it would also delete messages that came in between. */
  clear: flat(`POST ${chatPath}/clear`, removal),
  /** Deletes a chat. */
  delete: flat(`DELETE ${chatPath}`, removal),
  /** Sets when messages disappear: `24_HOURS`, `7_DAYS`, `90_DAYS` or `OFF` (documented). Other texts are accepted. */
  setExpiration: flat(`PUT ${chatPath}/expiration`, {
    ...mark,
    requestSchema: requestObject({ expiration: expiration() }),
  }),
};

function expiration() {
  return z.custom<'24_HOURS' | '7_DAYS' | '90_DAYS' | 'OFF' | (string & {})>(
    (value) => typeof value === 'string' && value.trim() !== '',
    'must be 24_HOURS, 7_DAYS, 90_DAYS or OFF',
  );
}
