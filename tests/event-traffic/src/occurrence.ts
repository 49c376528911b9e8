import { type AddressForm, nameSender, OWNER, PEOPLE, SHARED_CHATS } from './people.ts';

/** Something that happened in WhatsApp, once. VZaps can deliver any number of copies of it. */
export interface Occurrence {
  readonly kind: 'message' | 'edit' | 'resent edit' | 'companion' | 'receipt' | 'presence';
  /** Index in `PEOPLE`, or `me` for the connected number. */
  readonly author: number | 'me';
  /** Index in `SHARED_CHATS`, or `direct` for the chat with the author (or with the first person for `me`). */
  readonly chat: number | 'direct';
  readonly id: string;
  /** Separates edits of the same message, and events that have no id. */
  readonly version: number;
  readonly form: 'conversation' | 'extended_text_message' | 'image_message';
  readonly state: 'Delivered' | 'Read' | 'ReadSelf';
}

/**
 * Returns the identity of an occurrence. Two occurrences with the same identity are the same occurrence. The identity does
 * not depend on payloads, because the tests compare the parser's keys with it.
 */
export function identify({ kind, author, chat, id, version, state }: Occurrence): string {
  if (kind === 'presence') return JSON.stringify([kind, version]);
  if (kind === 'companion') return JSON.stringify([kind, author, chat, id, version]);
  if (kind === 'receipt') return JSON.stringify([kind, state, author, chat, id]);
  // In a direct chat the id identifies a message. Elsewhere a message id is unique only per chat and author.
  const scope = chat === 'direct' ? ['direct', id] : [chat, author, id];
  return JSON.stringify(kind === 'message' ? scope : [...scope, 'edit', version]);
}

/** The text that handlers see. It is unique for each occurrence of a run. */
export const textOf = (mark: number): string => `mark ${mark}`;

/** Unique for each occurrence of a run: handlers recognise receipts and companions by their time. */
export const timeOf = (mark: number): string => new Date(Date.UTC(2026, 8, 1) + mark * 1_000).toISOString();

/** The event as one copy of the occurrence contains it. */
export function createEvent(occurrence: Occurrence, mark: number, form: AddressForm, device: number): object {
  const source = createSource(occurrence, form, device);
  if (occurrence.kind === 'presence') return { from: presencePhone(mark) };
  if (occurrence.kind === 'receipt') {
    return { ...source, message_i_ds: [occurrence.id], timestamp: timeOf(mark), type: 'read' };
  }
  const info = { ...source, id: occurrence.id, timestamp: timeOf(mark) };
  const edit = {
    protocol_message: { type: 14, key: { id: occurrence.id }, edited_message: { conversation: textOf(mark) } },
  };
  switch (occurrence.kind) {
    case 'message':
      return { info, message: createContent(occurrence.form, textOf(mark)) };
    case 'edit':
      return { info, message: edit, newsletter_meta: { edit_ts: timeOf(mark) } };
    case 'resent edit':
      // The phone sent the edit again: the message is the new content, and only the raw message shows that it is an edit.
      return { info, message: { conversation: textOf(mark) }, raw_message: edit, unavailable_request_id: `R${mark}` };
    case 'companion':
      return { info, message: COMPANIONS[mark % COMPANIONS.length] };
  }
}

export const presencePhone = (mark: number): string => `55219${String(mark).padStart(8, '0')}@s.whatsapp.net`;

// Message payloads without content. WhatsApp sends the content with the same message id, in this event or in a later one.
const COMPANIONS = [
  { sender_key_distribution_message: { group_id: 'g', axolotl_sender_key_distribution_message: 'AA==' } },
  { message_context_info: { message_secret: 'AA==' } },
  { placeholder_message: { type: 0 } },
  {},
  null,
];

function createContent(form: Occurrence['form'], text: string): object {
  const companions = { message_context_info: { message_secret: 'AA==' } };
  if (form === 'conversation') return { conversation: text, ...companions };
  if (form === 'extended_text_message') return { extended_text_message: { text }, ...companions };
  return { image_message: { caption: text, mimetype: 'image/jpeg', media_key: 'AA==' } };
}

function createSource({ author, chat }: Occurrence, form: AddressForm, device: number): object {
  const person = author === 'me' ? OWNER : (PEOPLE[author] ?? OWNER);
  const { sender, senderAlt } = nameSender(person, form, device);
  const partner = author === 'me' ? (PEOPLE[0] ?? OWNER) : person;
  const directChat = form === 'phone and lid' ? partner.phone : (partner.lid ?? partner.phone);
  const chatJid = chat === 'direct' ? directChat : SHARED_CHATS[chat];
  return {
    chat: chatJid,
    sender,
    sender_alt: senderAlt,
    is_from_me: author === 'me',
    is_group: chatJid?.endsWith('@g.us') ?? false,
  };
}
