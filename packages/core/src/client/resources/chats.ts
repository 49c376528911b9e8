import * as z from 'zod';
import { flat, flatPaged } from '../routes/define-route.ts';
import { boolean, done, number, string } from '../schema/common.ts';
import { page, pageNumber, pageSize } from '../schema/page.ts';
import { requestBody } from '../schema/request-object.ts';
import { openAnswer } from '../schema/response-object.ts';

/** `unread` is text, and `isMuted` is "0" or "1", at VZaps (doc): they come as they are. */
const chat = openAnswer({
  phone: string,
  jid: string,
  name: string,
  archived: boolean,
  pinned: boolean,
  unread: string,
  messagesUnread: number,
  isMuted: string,
  isGroup: boolean,
  lastMessageTime: string,
  lastMessageTimestampMs: number,
  muteEndTime: string,
});

const one = '/instances/:instanceId/chats/:phone';
const mark = { gives: done, repeatable: true } as const;

/** Conversations, named by their phone or JID. */
export const chats = {
  /** Await it for a page, iterate it for every chat. */
  list: flatPaged('GET /instances/:instanceId/chats', {
    takes: requestBody({ page: pageNumber, pageSize }),
    gives: page(chat, {}, ['chats', 'Chats']),
    repeatable: true,
  }),
  get: flat(`GET ${one}`, { gives: chat, repeatable: true }),
  archive: flat(`POST ${one}/archive`, mark),
  unarchive: flat(`POST ${one}/unarchive`, mark),
  mute: flat(`POST ${one}/mute`, { ...mark, takes: requestBody({ durationSeconds: z.int().min(1).optional() }) }),
  unmute: flat(`POST ${one}/unmute`, mark),
  pin: flat(`POST ${one}/pin`, mark),
  unpin: flat(`POST ${one}/unpin`, mark),
  read: flat(`POST ${one}/read`, mark),
  unread: flat(`POST ${one}/unread`, mark),
  /** Not repeatable: messages that came in between would go too. */
  clear: flat(`POST ${one}/clear`, { takes: requestBody({ deleteMedia: z.boolean().optional() }), gives: done }),
  delete: flat(`DELETE ${one}`, { takes: requestBody({ deleteMedia: z.boolean().optional() }), gives: done }),
  /** When messages vanish: `24_HOURS`, `7_DAYS`, `90_DAYS` or `OFF` (doc); others may come. */
  setExpiration: flat(`PUT ${one}/expiration`, { ...mark, takes: requestBody({ expiration: expiration() }) }),
};

function expiration() {
  return z.custom<'24_HOURS' | '7_DAYS' | '90_DAYS' | 'OFF' | (string & {})>(
    (value) => typeof value === 'string' && value.trim() !== '',
    'must be 24_HOURS, 7_DAYS, 90_DAYS or OFF',
  );
}
