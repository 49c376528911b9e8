import {
  flag,
  lazy,
  literal,
  messageField,
  number,
  object,
  required,
  requiredObject,
  text,
  time,
} from '../wire/fields.ts';
import { sourceFields } from './message-source.ts';

const info = requiredObject('[seen] The sender, the chat and the time.', {
  id: required("[seen] The message's id. The send endpoints return the same id."),
  ...sourceFields,
  push_name: text('[seen] The name that the sender chose.'),
  timestamp: time('[seen] When it was sent, RFC 3339.'),
  type: text('[lineage] `text`, `media`, `reaction`, `poll`, …: never the name of the event.'),
  media_type: text('[lineage] `ptt`, `image`, `video`, `document`, `sticker`, …'),
  category: text('[lineage] `peer` for messages between the devices of an account.'),
  multicast: flag('[lineage] Whether the message was sent to several people.'),
  edit: text('[lineage] `1` edit, `2` pin, `3` edit by an admin of a channel, `7` and `8` revoked.'),
  server_id: number('[lineage] The id within a channel.'),
  verified_name: lazy('[lineage] The certificate of a business account. It holds numbers beyond 2^53.', 'anything'),
  device_sent_meta: lazy('[lineage] Metadata of a message that another device of the account sent.', 'anything'),
});

/** The description of a `Message` payload. */
export const messageShape = requiredObject('', {
  type: literal('[doc] The name of the event.', 'Message'),
  event: requiredObject('[seen] The message.', {
    info,
    message: messageField('[seen] The content: one node, named after its kind.'),
    raw_message: messageField('[lineage] The content before it was unwrapped.'),
    unavailable_request_id: text('[lineage] Set if the phone sent the message again.'),
    is_ephemeral: flag('[lineage] Whether the content was unwrapped from `ephemeral_message`.'),
    is_view_once: flag('[lineage] Whether the content was unwrapped from a `view_once_message…`.'),
    is_view_once_v2: flag('[lineage] Whether the content was unwrapped from `view_once_message_v2`.'),
    is_document_with_caption: flag('[lineage] Whether the content was unwrapped from `document_with_caption_message`.'),
    is_edit: flag('[lineage] Whether the content was unwrapped from `edited_message`.'),
    newsletter_meta: object('[lineage] Metadata of a post in a channel.', {
      edit_ts: time('[lineage] When a post was edited. The id is the id of the post.'),
    }),
  }),
  media_url: text('[seen] The URL of the file of incoming media that VZaps stored. The field is beside the event.'),
});
