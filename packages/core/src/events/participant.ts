import * as z from 'zod';
import { type Jid, parseJid, phoneOf } from './jid.ts';
import { text } from './wire/fields.ts';

export interface GroupParticipant {
  jid: Jid;
  /** The digits of the phone, where it is known; never a LID's. */
  phone?: string;
}

/** A person of a group event, in each of the ways in which one might be written. */
export const participant = z.union([
  z.string().describe('[unknown] The JID.'),
  z.looseObject({
    jid: text('[unknown] The JID, of a phone or a LID.'),
    id: text('[unknown] The same by another name.'),
    lid: text("[unknown] The person's LID."),
    phone: text('[unknown] The phone, as digits or as JID.'),
    phone_number: text('[lineage] The same by another name.'),
  }),
]);

export function readParticipant(person: z.output<typeof participant> | null): GroupParticipant | undefined {
  if (!person) return undefined;
  if (typeof person === 'string') return withPhone(person, phoneOf(person));
  const told = person.phone || person.phone_number || undefined;
  const phone = phoneOf(person.jid, person.id) ?? (told && digitsOf(told));
  const jid = person.jid || person.id || person.lid || (phone && `${phone}@s.whatsapp.net`);
  return jid ? withPhone(jid, phone) : undefined;
}

function withPhone(jid: Jid, phone: string | undefined): GroupParticipant {
  return phone === undefined ? { jid } : { jid, phone };
}

/** A field that is called a phone may hold `+55 11 …`, digits, or a JID; and that JID may be a LID after all. */
function digitsOf(told: string): string | undefined {
  if (parseJid(told).server !== '') return phoneOf(told);
  const digits = told.replace(/\D/g, '');
  return digits === '' ? undefined : digits;
}
