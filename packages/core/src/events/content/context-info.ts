import { anyText, flag, lazy, list, messageField, number, object, requiredObject, text } from '../wire/fields.ts';
import { isContextInfo } from '../wire/generated/checks.ts';
import { createReader } from '../wire/reader.ts';

/** The fields beside a content: the quoted message, the mentions, whether the message was forwarded, and the ad. */
export const contextInfo = requiredObject(
  '[lineage] The fields beside the content: quote, mentions, forwarding and ad.',
  {
    stanza_id: text('[lineage] The id of the quoted message.'),
    participant: text('[lineage] The JID of the author of the quoted message.'),
    remote_jid: text('[lineage] The chat of the quoted message. `status@broadcast` for an answer to a status.'),
    quoted_message: messageField('[lineage] The quoted content.'),
    mentioned_jid: list('[lineage] The people that the text mentions.', anyText('')),
    non_jid_mentions: number('[lineage] 1 if the message mentions everybody.'),
    is_forwarded: flag('[lineage] Whether the message was forwarded.'),
    forwarding_score: number('[lineage] How often the message was forwarded.'),
    is_group_status: flag('[lineage] Whether the message is a status of a group.'),
    expiration: number('[lineage] The seconds after which the message disappears.'),
    conversion_source: text('[lineage] The origin of the conversation, for example `FB_Ads`.'),
    entry_point_conversion_source: text('[lineage] `ctwa_ad` for a click-to-WhatsApp ad.'),
    external_ad_reply: object('[lineage] The ad that the sender clicked, or the preview card of a bot.', {
      title: text('[lineage] The title of the ad.'),
      source_type: text('[lineage] `ad` or `post`.'),
      source_id: text('[lineage] The id of the ad or post.'),
      source_url: text('[lineage] The link to the ad or post.'),
      ctwa_clid: text("[lineage] Meta's id of the click."),
    }),
  },
  'VZapsContextInfo',
);

export type ContextInfo = NonNullable<(typeof contextInfo)['output']>;

/** The field of most nodes that holds it. It is read once, for the node that is the content. */
export const contextField = {
  context_info: lazy('[lineage] The fields beside the content: quote, mentions, forwarding and ad.', contextInfo),
};

export const readContextInfo = createReader(contextInfo, isContextInfo);

/**
 * The node `message_context_info`, which is a companion of the content node (see nodes.ts). Only its association is
 * read.
 */
export const messageContextInfo = requiredObject('[lineage] Metadata beside the content.', {
  message_association: object('[lineage] The message that this one belongs to.', {
    association_type: number('[lineage] 1: an item of an album. 5: the HD replacement of a video. 10: of an image.'),
    parent_message_key: lazy('[lineage] The key of that message.', 'anything'),
  }),
});
