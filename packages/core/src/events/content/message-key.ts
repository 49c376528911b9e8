import { flag, required, requiredObject, text } from '../wire/fields.ts';

const fields = {
  id: required('[lineage] The id of the other message.'),
  remote_jid: text('[lineage] The chat of the other message.'),
  from_me: flag("[lineage] Whether the author's own account sent it."),
  participant: text('[lineage] The author, in a group.'),
};

/** WhatsApp's reference to another message. */
export const messageKey = requiredObject('[lineage] The other message.', fields, 'VZapsMessageKey');
