import { list, requiredObject, text } from '../wire/fields.ts';
import { omitAbsent } from '../wire/omit-absent.ts';
import { readItems } from '../wire/read-items.ts';
import { contextField } from './context-info.ts';
import { type ContentNodes, defineNode } from './define-node.ts';

/** One or several contact cards. */
export interface ContactsContent {
  kind: 'contacts';
  /** The cards: the name and the vCard text of each. */
  contacts: { name?: string; vcard?: string }[];
}

const card = {
  display_name: text('[lineage] The name on the card.'),
  vcard: text('[lineage] The card, as vCard text.'),
};

type WireCard = { display_name?: string | null | undefined; vcard?: string | null | undefined };

const readCard = ({ display_name: name, vcard }: WireCard) => omitAbsent({ name, vcard });

const oneCard = requiredObject('[lineage] A contact card.', { ...card, ...contextField });

const severalCards = requiredObject('[lineage] Several contact cards.', {
  display_name: text('[lineage] A title of the cards.'),
  contacts: list('[lineage] The cards.', requiredObject('', card)),
  ...contextField,
});

export const contacts: ContentNodes<ContactsContent> = {
  contact_message: defineNode(oneCard, (node) => ({ kind: 'contacts', contacts: [readCard(node)] })),
  contacts_array_message: defineNode(severalCards, (node) => ({
    kind: 'contacts',
    contacts: readItems(node.contacts, readCard),
  })),
};
