import { isPersonKind, type Jid, kindOf, phoneOf, toUserJid } from '../jid.ts';
import { flag, required, text } from '../wire/fields.ts';

/** The sender and the chat: the same fields in messages, receipts and chat presences (whatsmeow's MessageSource). */
export const sourceFields = {
  chat: required('[seen] The JID of the conversation.'),
  sender: text('[seen] The JID of the sender. It may be absent in a direct chat, whose JID is the same [lineage].'),
  sender_alt: text("[seen] The sender's other address: the phone if `sender` is a LID, or the LID if it is not."),
  recipient_alt: text("[lineage] The recipient's other address, for what the connected number sends."),
  addressing_mode: text('[lineage] `lid` or `pn`: the kind of address that the chat uses.'),
  is_from_me: flag('[doc] Whether the connected number itself sent it, from any of its devices.'),
  is_group: flag('[seen] Whether the chat is a group. wuzapi also sets it for broadcast lists [lineage].'),
};

interface WireSource {
  chat?: Jid | null | undefined;
  sender?: Jid | null | undefined;
  sender_alt?: Jid | null | undefined;
  recipient_alt?: Jid | null | undefined;
  is_from_me?: boolean | null | undefined;
}

export interface MessageSource {
  /** The conversation as delivered: a person, a group, `status@broadcast` or a channel. */
  chat: Jid;
  /** The sender as delivered: a phone or a LID, with or without a device. */
  sender: Jid;
  /**
   * The digits of the other side's phone: of the recipient if the connected number is the sender, else of the sender.
   * Never the digits of a LID.
   */
  phone?: string;
  /** Whether the connected number itself is the sender, from any of its devices. A bot must not answer such a message. */
  fromMe: boolean;
  /** Whether the chat is a group. */
  isGroup: boolean;
  /**
   * The chat without a device, as a LID if one is known. Events of one conversation are handled in order. The partial and
   * the complete copy of a message have the same conversation if both know the LID.
   */
  conversation: Jid;
}

export interface ReadSource extends Omit<MessageSource, 'phone'> {
  phone: string | undefined;
  /** Whether the other side's phone is known, or there is no phone to know. */
  complete: boolean;
  /** Whether the chat is one with a person, where message ids are unique. */
  isDirect: boolean;
  /** The sender's other address, if it is known. */
  senderAlt: Jid | undefined;
}

/** Reads the sender and the chat. `undefined` if the chat or the sender is unknown. */
export function readSource(wire: WireSource): ReadSource | undefined {
  const { chat } = wire;
  if (!chat) return undefined;
  const fromMe = wire.is_from_me === true;
  const kind = kindOf(chat);
  const isDirect = isPersonKind(kind);
  const sender = wire.sender || (isDirect && !fromMe ? chat : undefined);
  if (sender === undefined) return undefined;
  // The other side of a group is not a person: what the connected number sends there has no phone.
  const other = fromMe ? (isDirect ? chat : undefined) : sender;
  const alternative = (fromMe ? wire.recipient_alt : wire.sender_alt) || undefined;
  const phone = other && phoneOf(other, alternative, isDirect ? chat : undefined);
  return {
    chat,
    sender,
    phone,
    fromMe,
    isGroup: kind === 'group',
    conversation: toUserJid(isDirect || isIncomingBroadcast(chat, fromMe) ? lidOf(chat, other, alternative) : chat),
    complete: phone !== undefined || other === undefined || kindOf(other) !== 'lid',
    isDirect,
    senderAlt: wire.sender_alt || undefined,
  };
}

/** The LID of a person if one is known, else the phone's JID. */
function lidOf(chat: Jid, other: Jid | undefined, alternative: Jid | undefined): Jid {
  if (kindOf(chat) === 'lid') return chat;
  if (other && kindOf(other) === 'lid') return other;
  return alternative && kindOf(alternative) === 'lid' ? alternative : (other ?? chat);
}

/**
 * Whether another account sent the message through a broadcast list. The message appears in the chat with its sender
 * [lineage].
 */
function isIncomingBroadcast(chat: Jid, fromMe: boolean): boolean {
  return !fromMe && chat.endsWith('@broadcast') && chat !== 'status@broadcast';
}
