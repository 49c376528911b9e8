/** A person as WhatsApp knows them. `lid` is the hidden id. Not every person has one. */
export interface Person {
  readonly phone: string;
  readonly lid: string | undefined;
}

export const OWNER: Person = { phone: '5511900000000@s.whatsapp.net', lid: '100000000000000@lid' };

export const PEOPLE: readonly Person[] = [
  { phone: '5511911111111@s.whatsapp.net', lid: '111111111111111@lid' },
  { phone: '5511922222222@s.whatsapp.net', lid: '222222222222222@lid' },
  { phone: '5511933333333@s.whatsapp.net', lid: undefined },
];

/** Chats in which a message id is unique only per chat and sender. */
export const SHARED_CHATS = [
  '120363000000000001@g.us',
  '120363000000000002@g.us',
  'status@broadcast',
  '120363000000000003@newsletter',
] as const;

/** How one copy of an event names a person. */
export interface Addresses {
  readonly sender: string;
  readonly senderAlt: string;
}

export type AddressForm = 'lid' | 'lid and phone' | 'phone and lid';

/**
 * Every form of a person with a LID contains the LID, because two copies that share no address are two events. A person
 * without a LID is always named by the phone.
 */
export function nameSender({ phone, lid }: Person, form: AddressForm, device: number): Addresses {
  const withDevice = (jid: string) => (device === 0 ? jid : jid.replace('@', `:${device}@`));
  if (lid === undefined) return { sender: withDevice(phone), senderAlt: '' };
  if (form === 'phone and lid') return { sender: withDevice(phone), senderAlt: lid };
  return { sender: withDevice(lid), senderAlt: form === 'lid' ? '' : phone };
}
