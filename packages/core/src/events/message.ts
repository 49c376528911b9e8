import * as z from 'zod';
import type { BaseEvent } from './base-event.ts';
import type { MessageContent } from './content/content.ts';
import { messageField } from './content/knot.ts';
import { type Media, mediaOf } from './content/media.ts';
import { type ReadMessage, readMessage } from './content/message-node.ts';
import { mentionsOf, type Quoted, quotedOf } from './content/quoted.ts';
import { textOf } from './content/text-of.ts';
import { defineEvent, type Told } from './define-event.ts';
import type { Jid } from './jid.ts';
import { readSource, type Source, sourceFields } from './source.ts';
import { flag, later, number, object, required, text, time } from './wire/fields.ts';
import { timeOf } from './wire/time.ts';

/** What a message belongs to. */
export interface MessageAssociation {
  /** The kind of association: 1 item of an album, 5 HD replacement of a video, 10 HD replacement of an image; or a name. */
  type: number | string;
  /** The id of the message that this one belongs to or replaces. */
  parentId: string;
}

/** The ad that the sender clicked before writing (click-to-WhatsApp). */
export interface MessageAd {
  /** The id of the ad or post. */
  sourceId?: string;
  sourceUrl?: string;
  title?: string;
  /** The click id of Meta (`ctwa_clid`), for the Conversions API. */
  clickId?: string;
}

/** A message, to or from the connected number. */
export interface VZapsMessageEvent extends BaseEvent, Source {
  type: 'Message';
  /** The id that WhatsApp gave to the message; sending answers the same. */
  messageId: string;
  /** The name that the sender chose; anybody may call themselves anything. */
  pushName?: string;
  /** When it was sent. */
  timestamp: Date;
  /** The text, or the caption of media; for an edit the new one. */
  text?: string;
  /** What it says; narrow it by `content.kind`. */
  content: MessageContent;
  /** The media of the content, for `ctx.download`. */
  media?: Media;
  /** The message that this one answers. */
  quoted?: Quoted;
  /** Who is mentioned in the text. */
  mentions: Jid[];
  /** Whether the message mentions everybody in the group. */
  mentionsAll: boolean;
  /** Whether this changes an earlier message; `content.targetId` says which. */
  isEdit: boolean;
  /** Whether it may be opened once. */
  isViewOnce: boolean;
  /** Whether it vanishes after a while. */
  isEphemeral: boolean;
  /** Whether somebody passed it on. */
  isForwarded: boolean;
  /** Whether it is a status, of a person (`status@broadcast`) or in a group. A bot should not answer it. */
  isStatus: boolean;
  /** The message that this one belongs to: an album, or the image that this one replaces in HD. */
  association?: MessageAssociation;
  /** The ad that the sender clicked before writing. */
  ad?: MessageAd;
  /** `false` for a partial twin: only a LID is known, and a copy with the phone may follow within moments. */
  complete: boolean;
}

const info = z.looseObject({
  id: required("[seen] The message's id. The send endpoints answer the same one."),
  ...sourceFields,
  push_name: text('[seen] The name that the sender chose.'),
  timestamp: time('[seen] When it was sent, RFC 3339.'),
  type: text('[lineage] `text`, `media`, `reaction`, `poll`, …: never the name of the event.'),
  media_type: text('[lineage] `ptt`, `image`, `video`, `document`, `sticker`, …'),
  category: text('[lineage] `peer` for what the devices of an account tell each other.'),
  multicast: flag('[lineage] Whether it went to several people.'),
  edit: text('[lineage] `1` edit, `3` edit by an admin of a channel, `7` and `8` revoked.'),
  server_id: number('[lineage] The id within a channel.'),
  verified_name: later('[lineage] The certificate of a business account; holds numbers beyond 2^53.', () =>
    z.unknown(),
  ),
  device_sent_meta: later('[lineage] For what another device of the account sent.', () => z.unknown()),
});

const schema = z.looseObject({
  type: z.literal('Message').describe('[doc] The name of the event.'),
  event: z
    .looseObject({
      info: info.describe('[seen] Who, where and when.'),
      message: messageField('[seen] The content: one node, named after its kind.'),
      raw_message: messageField('[lineage] The content before it was unwrapped.'),
      is_ephemeral: flag('[lineage] Unwrapped from `ephemeral_message`.'),
      is_view_once: flag('[lineage] Unwrapped from one of the `view_once_message…`.'),
      is_view_once_v2: flag('[lineage] Unwrapped from `view_once_message_v2`.'),
      is_document_with_caption: flag('[lineage] Unwrapped from `document_with_caption_message`.'),
      is_edit: flag('[lineage] Unwrapped from `edited_message`.'),
      newsletter_meta: object('[lineage] Only for channels.', {
        edit_ts: time('[lineage] When a post was edited; the id is that of the post.'),
      }),
    })
    .describe('[seen] The message.'),
  media_url: text('[seen] Beside the event, on incoming media that VZaps has stored: the ready file.'),
});

type Payload = z.output<typeof schema>;

export const message = defineEvent<VZapsMessageEvent, typeof schema>(schema, (payload, { createdAt }) => {
  const { event: wire } = payload;
  const { info } = wire;
  const source = readSource(info);
  if (source === undefined) return { issues: [{ path: 'event.info.sender', message: 'expected a JID' }] };
  const sent = timeOf(info.timestamp);
  // A receiver may judge a message by its age, so a time is never made up here.
  const timestamp = sent ?? createdAt;
  if (timestamp === undefined) return { issues: [{ path: 'event.info.timestamp', message: 'expected a time' }] };
  const read = readEdit(payload, readMessage(wire.message, info.id, payload.media_url || undefined));
  const { content, context } = read;
  // Assigned, not spread: V8 takes a microsecond for each field after a spread, and this runs for every message.
  const event: Omit<VZapsMessageEvent, Told> = {
    type: 'Message',
    key: keyOf(info.id, content, sent),
    messageId: info.id,
    chat: source.chat,
    sender: source.sender,
    fromMe: source.fromMe,
    isGroup: source.isGroup,
    conversation: source.conversation,
    complete: source.complete,
    timestamp,
    content,
    mentions: context ? mentionsOf(context) : [],
    mentionsAll: false,
    isEdit: content.kind === 'edit',
    isViewOnce: read.viewOnce || wire.is_view_once === true || wire.is_view_once_v2 === true,
    isEphemeral: read.ephemeral || wire.is_ephemeral === true,
    isForwarded: context?.is_forwarded === true,
    isStatus: source.chat === 'status@broadcast',
  };
  const text = textOf(content);
  const media = mediaOf(content);
  const quoted = context && quotedOf(context);
  if (source.phone !== undefined) event.phone = source.phone;
  if (info.push_name) event.pushName = info.push_name;
  if (text !== undefined) event.text = text;
  if (media !== undefined) event.media = media;
  if (quoted !== undefined) event.quoted = quoted;
  return event;
});

/** An edit whose content arrives bare: a channel's, or one that only a flag tells. */
function readEdit({ event }: Payload, read: ReadMessage): ReadMessage {
  const { content } = read;
  if (content.kind === 'edit' || content.kind === 'revoke' || content.kind === 'protocol') return read;
  const edited =
    event.is_edit || timeOf(event.newsletter_meta?.edit_ts) || event.info.edit === '1' || event.info.edit === '3';
  return edited ? { ...read, content: { kind: 'edit', targetId: event.info.id, content } } : read;
}

/** The message's id; but what changes a message under that message's own id must not pass for its duplicate. */
function keyOf(id: string, content: MessageContent, timestamp: Date | undefined): string {
  const changes = (content.kind === 'edit' || content.kind === 'revoke') && content.targetId === id;
  return changes ? `${id}|${content.kind}|${timestamp?.toISOString() ?? ''}` : id;
}
