import * as z from 'zod';
import { flag, later, list, number, text } from '../wire/fields.ts';
import { reader } from '../wire/reader.ts';
import { messageField } from './knot.ts';

/** What surrounds a content: the message that it answers, who is mentioned, whether it was forwarded. */
export const contextInfo = z
  .looseObject({
    stanza_id: text('[lineage] The id of the quoted message.'),
    participant: text('[lineage] The JID of who wrote the quoted message.'),
    quoted_message: messageField('[lineage] The quoted content.'),
    mentioned_jid: list('[lineage] Who is mentioned.', z.string()),
    is_forwarded: flag('[lineage] Whether it was forwarded.'),
    forwarding_score: number('[lineage] How often it was forwarded.'),
    expiration: number('[lineage] After how many seconds it vanishes.'),
  })
  .meta({ id: 'VZapsContextInfo', description: '[lineage] What surrounds the content.' });

export type ContextInfo = z.output<typeof contextInfo>;

/** The field by which most nodes hold it; read once, for the node that counts. */
export const contextField = {
  context_info: later('[lineage] What surrounds the content.', () => contextInfo),
};

export const readContextInfo = reader(contextInfo);
