import type { Jid } from '@vzaps/core/events';

/** The default person. The number is in a range that the Brazilian regulator (Anatel) does not assign. */
export const PERSON = { phone: '5511900001234', lid: '271828182845904', name: 'Ana' };

/** The connected number, as the device that VZaps uses. */
export const OWN: Jid = '5511900009876:12@s.whatsapp.net';

export const GROUP: Jid = '120363025246125486@g.us';

export const CHANNEL: Jid = '120363144038483540@newsletter';

export const phoneJid = (phone: string): Jid => `${phone}@s.whatsapp.net`;

/** The digits of a person's LID. They depend only on the phone. */
function lidDigits(phone: string): string {
  return phone === PERSON.phone ? PERSON.lid : `9${[...phone].reverse().join('')}`;
}

export const lidOf = (phone: string): Jid => `${lidDigits(phone)}@lid`;

/** The addresses of a person's business-hosted device. */
export const hostedJid = (phone: string): Jid => `${phone}:99@hosted`;
export const hostedLid = (phone: string): Jid => `${lidDigits(phone)}:99@hosted.lid`;
