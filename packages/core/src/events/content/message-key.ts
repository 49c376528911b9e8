import * as z from 'zod';
import { flag, required, text } from '../wire/fields.ts';

/** How a message names another one. */
export const messageKey = z
  .looseObject({
    id: required('[lineage] The id of the other message.'),
    remote_jid: text('[lineage] The chat of the other message.'),
    from_me: flag("[lineage] Whether it was the author's own."),
    participant: text('[lineage] The author, in a group.'),
  })
  .meta({ id: 'VZapsMessageKey', description: '[lineage] The other message.' });
