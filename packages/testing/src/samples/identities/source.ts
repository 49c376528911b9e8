import type { Jid } from '@vzaps/core/events';
import type { SourceSampleOptions } from '../options/source-options.ts';
import { GROUP, hostedJid, hostedLid, lidOf, OWN, PERSON, phoneJid } from './people.ts';

/** The fields of whatsmeow's MessageSource, in the names of Go. */
export interface WireSource {
  Chat: Jid;
  Sender: Jid;
  SenderAlt: Jid | '';
  RecipientAlt: Jid | '';
  AddressingMode: 'pn' | 'lid';
  IsFromMe: boolean;
  IsGroup: boolean;
}

const STATUS: Jid = 'status@broadcast';

export function sourceOf(options: SourceSampleOptions): WireSource {
  const { fromMe = false, partial = false, addressing = partial ? 'lid' : 'pn' } = options;
  const shared = sharedChatOf(options);
  const { address, alternative } = addressesOf({ ...options, addressing });
  const usualChat = shared ?? withoutDevice(address);
  const usualSender = fromMe ? OWN : address;
  const chat = options.chat ?? usualChat;
  const sender = options.sender ?? (isChatWithSender(options, shared) ? chat : usualSender);
  return {
    Chat: chat,
    Sender: sender,
    SenderAlt: !fromMe && sender === usualSender ? alternative : '',
    RecipientAlt: fromMe && shared === undefined && chat === usualChat ? alternative : '',
    AddressingMode: addressing,
    IsFromMe: fromMe,
    // whatsmeow sets it for broadcasts as well.
    IsGroup: shared !== undefined || chat.endsWith('@g.us') || chat.endsWith('@broadcast'),
  };
}

function sharedChatOf({ group = false, status = false }: SourceSampleOptions): Jid | undefined {
  if (status) return STATUS;
  if (group === false) return undefined;
  return group === true ? GROUP : group;
}

function addressesOf({ phone = PERSON.phone, partial = false, hosted = false, addressing }: SourceSampleOptions) {
  const [pn, lid] = hosted ? [hostedJid(phone), hostedLid(phone)] : [phoneJid(phone), lidOf(phone)];
  if (addressing === 'lid') return { address: lid, alternative: partial ? ('' as const) : pn };
  return { address: pn, alternative: lid };
}

/** The chat with a hosted device is the chat with the person. */
function withoutDevice(jid: Jid): Jid {
  return jid.replace(/:\d+@hosted\.lid$/, '@lid').replace(/:\d+@hosted$/, '@s.whatsapp.net') as Jid;
}

/** If only `chat` is given and it is a chat with a person, that person is the sender. */
function isChatWithSender({ chat, fromMe = false }: SourceSampleOptions, shared: Jid | undefined): boolean {
  return chat !== undefined && !fromMe && shared === undefined && !chat.endsWith('@g.us');
}
