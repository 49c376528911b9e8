import type { Jid } from '@vzaps/core/events';

/** The person who writes, unless told otherwise: a number of the range that Anatel keeps for no one. */
export const PERSON = { phone: '5511900001234', lid: '271828182845904', name: 'Ana' };

/** The connected number, as the device that VZaps is. */
export const OWN: Jid = '5511900009876:12@s.whatsapp.net';

export const GROUP: Jid = '120363025246125486@g.us';

export const phoneJid = (phone: string): Jid => `${phone}@s.whatsapp.net`;

/** The LID of a phone: the usual one for the usual person, else one that always goes with that phone. */
export function lidOf(phone: string): Jid {
  return `${phone === PERSON.phone ? PERSON.lid : `9${[...phone].reverse().join('')}`}@lid`;
}
