import { type Jid, kindOf, phoneOf, withoutDevice } from './jid.ts';
import { flag, required, text } from './wire/fields.ts';

/** Who speaks, and where: the same fields in messages, receipts and chat presences (whatsmeow's MessageSource). */
export const sourceFields = {
  chat: required('[seen] The JID of the conversation.'),
  sender: text('[seen] The JID of who sent it; in a chat of two it may be left out, as it is the chat [lineage].'),
  sender_alt: text("[seen] The sender's other address: the phone where `sender` is a LID, or the LID where it is not."),
  recipient_alt: text("[lineage] The recipient's other address, in what the connected number sends."),
  addressing_mode: text('[lineage] `lid` or `pn`: which kind of address the chat uses.'),
  is_from_me: flag('[doc] Whether the connected number itself sent it, from any of its devices.'),
  is_group: flag('[seen] Whether the chat is a group; lineage says so of broadcast lists too.'),
};

interface WireSource {
  chat: Jid;
  sender?: Jid | null | undefined;
  sender_alt?: Jid | null | undefined;
  recipient_alt?: Jid | null | undefined;
  is_from_me?: boolean | null | undefined;
}

export interface Source {
  /** The conversation as delivered: a person, a group, `status@broadcast` or a channel. */
  chat: Jid;
  /** Who did it, as delivered: perhaps a LID, perhaps with a device. */
  sender: Jid;
  /** The digits of the other side's phone, for what the connected number sends; else of the sender's. Never a LID's. */
  phone?: string;
  /** Whether the connected number did it itself, from any of its devices: what a bot must not answer. */
  fromMe: boolean;
  /** Whether the chat is a group. */
  isGroup: boolean;
  /**
   * What orders events: the chat without a device, as LID where one is known. A hidden number's partial copy and its
   * complete copy share it, whatever their chats look like, if both know the LID.
   */
  conversation: Jid;
}

export interface ReadSource extends Omit<Source, 'phone'> {
  phone: string | undefined;
  /** Whether the other side's phone is known, or there is none to know. */
  complete: boolean;
}

/** `undefined` when nobody can tell who sent it. */
export function readSource(wire: WireSource): ReadSource | undefined {
  const { chat } = wire;
  const fromMe = wire.is_from_me === true;
  const kind = kindOf(chat);
  const ofTwo = kind === 'user' || kind === 'lid';
  const sender = wire.sender || (ofTwo && !fromMe ? chat : undefined);
  if (sender === undefined) return undefined;
  // A group's other side is no person: what one sends there has no phone, and hides none.
  const other = fromMe ? (ofTwo ? chat : undefined) : sender;
  const alternative = (fromMe ? wire.recipient_alt : wire.sender_alt) || undefined;
  const phone = other && phoneOf(other, alternative, ofTwo ? chat : undefined);
  return {
    chat,
    sender,
    phone,
    fromMe,
    isGroup: kind === 'group',
    conversation: withoutDevice(ofTwo || isThroughList(chat, fromMe) ? lidOf(chat, other, alternative) : chat),
    complete: phone !== undefined || other === undefined || kindOf(other) !== 'lid',
  };
}

/** The LID of a person where one is known, else the phone's JID. */
function lidOf(chat: Jid, other: Jid | undefined, alternative: Jid | undefined): Jid {
  if (kindOf(chat) === 'lid') return chat;
  if (other && kindOf(other) === 'lid') return other;
  return alternative && kindOf(alternative) === 'lid' ? alternative : (other ?? chat);
}

/** lineage: what comes through somebody's broadcast list shows up in the chat with that person. */
function isThroughList(chat: Jid, fromMe: boolean): boolean {
  return !fromMe && chat.endsWith('@broadcast') && chat !== 'status@broadcast';
}
