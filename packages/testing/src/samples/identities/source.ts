import type { SourceSampleOptions } from '../options.ts';
import { GROUP, lidOf, OWN, PERSON, phoneJid } from './people.ts';

/** The fields of whatsmeow's MessageSource, as VZaps writes them. */
export function sourceOf(facts: SourceSampleOptions) {
  const { phone = PERSON.phone, fromMe = false, group = false, partial = false } = facts;
  const lid = lidOf(phone);
  const person = partial ? lid : phoneJid(phone);
  const other = partial ? '' : lid;
  const inGroup = group !== false;
  const usual = {
    chat: inGroup ? (group === true ? GROUP : group) : person,
    sender: fromMe ? OWN : person,
  };
  const chat = facts.chat ?? usual.chat;
  const sender =
    facts.sender ?? (facts.chat !== undefined && !fromMe && !inGroup && !chat.endsWith('@g.us') ? chat : usual.sender);
  return {
    chat,
    sender,
    sender_alt: !fromMe && sender === usual.sender ? other : '',
    recipient_alt: fromMe && !inGroup && chat === usual.chat ? other : '',
    addressing_mode: partial ? 'lid' : 'pn',
    is_from_me: fromMe,
    is_group: inGroup || chat.endsWith('@g.us'),
  };
}
