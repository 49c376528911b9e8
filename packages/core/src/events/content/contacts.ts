import * as z from 'zod';
import { list, text } from '../wire/fields.ts';
import { contextField } from './context-info.ts';
import { defineNode } from './define-node.ts';

/** Contact cards, one or several. */
export interface ContactsContent {
  kind: 'contacts';
  contacts: { name?: string; vcard?: string }[];
}

const card = {
  display_name: text('[lineage] The name on the card.'),
  vcard: text('[lineage] The card, as vCard text.'),
};

type Card = { display_name?: string | null | undefined; vcard?: string | null | undefined };

const cardOf = ({ display_name, vcard }: Card) => ({
  ...(display_name && { name: display_name }),
  ...(vcard && { vcard }),
});

export const contact = defineNode(
  z.looseObject({ ...card, ...contextField }).describe('[lineage] A contact card.'),
  (node) => ({ kind: 'contacts', contacts: [cardOf(node)] }),
);

export const contactsArray = defineNode(
  z
    .looseObject({
      display_name: text('[lineage] A title of the cards.'),
      contacts: list('[lineage] The cards.', z.looseObject(card)),
      ...contextField,
    })
    .describe('[lineage] Several contact cards.'),
  (node) => ({ kind: 'contacts', contacts: (node.contacts ?? []).flatMap((each) => (each ? cardOf(each) : [])) }),
);
