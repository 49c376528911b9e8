import { type Jid, parseJid, phoneOf } from '../jid.ts';
import { anyText, requiredObject, text, textOrObject } from '../wire/fields.ts';

/** A person of a group. */
export interface GroupParticipant {
  /** The address of the person: a phone or a LID. */
  jid: Jid;
  /** The digits of the person's phone, if it is known. Never the digits of a LID. */
  phone?: string;
}

/** A person of a group event, in each form that other libraries use. */
export const participant = textOrObject(
  anyText('[unknown] The JID.'),
  requiredObject('', {
    jid: text('[unknown] The JID, with a phone or a LID.'),
    id: text('[lineage] The JID, under another name.'),
    lid: text("[lineage] The person's LID."),
    phone: text('[unknown] The phone, as digits or as a JID.'),
    phone_number: text('[lineage] The phone, under another name.'),
  }),
);

interface WireParticipant {
  jid?: string | null | undefined;
  id?: string | null | undefined;
  lid?: string | null | undefined;
  phone?: string | null | undefined;
  phone_number?: string | null | undefined;
}

export function readParticipant(person: string | WireParticipant): GroupParticipant | undefined {
  if (!person) return undefined;
  if (typeof person === 'string') return createParticipant(person, phoneOf(person));
  const wirePhone = person.phone || person.phone_number || undefined;
  const phone = phoneOf(person.jid, person.id) ?? (wirePhone && digitsOf(wirePhone));
  const jid = person.jid || person.id || person.lid || (phone && `${phone}@s.whatsapp.net`);
  return jid ? createParticipant(jid, phone) : undefined;
}

export function createParticipant(jid: Jid, phone: string | undefined): GroupParticipant {
  return phone === undefined ? { jid } : { jid, phone };
}

/** A field for a phone may hold `+55 11 …`, digits or a JID. The JID may be a LID, which is no phone. */
function digitsOf(phone: string): string | undefined {
  if (parseJid(phone).server !== '') return phoneOf(phone);
  const digits = phone.replace(/\D/g, '');
  return digits === '' ? undefined : digits;
}
