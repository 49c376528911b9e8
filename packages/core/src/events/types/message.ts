import type { ContextInfo } from '../content/context-info.ts';
import type { Media } from '../content/media.ts';
import { type MessageContent, mediaOf, textOf } from '../content/message-content.ts';
import { type Quoted, readQuoted } from '../content/quoted.ts';
import type { ReadMessage } from '../content/read-message.ts';
import { readMessage } from '../content/read-message.ts';
import type { MessageAssociation } from '../content/unwrap.ts';
import { createMessageKey } from '../identity/message-key.ts';
import type { Jid } from '../jid.ts';
import type { ObjectOf } from '../wire/fields.ts';
import { isMessage } from '../wire/generated/checks.ts';
import { parseNumber } from '../wire/parse-number.ts';
import { parseTimestamp } from '../wire/parse-timestamp.ts';
import type { BaseEvent } from './base-event.ts';
import { defineEvent, type EnvelopeField, rejectField } from './define-event.ts';
import { type MessageAd, readAd } from './message-ad.ts';
import { readChanges } from './message-changes.ts';
import { messageShape } from './message-shape.ts';
import { type MessageSource, type ReadSource, readSource } from './message-source.ts';

/** A message to or from the connected number. */
export interface VZapsMessageEvent extends BaseEvent, MessageSource {
  type: 'Message';
  /** The id that WhatsApp gave to the message. The send endpoints return the same id. */
  messageId: string;
  /** The name that the sender chose. It proves nothing. */
  pushName?: string;
  /** When the message was sent. */
  timestamp: Date;
  /**
   * The visible text of the message: the text, the caption, the body of a business message, or the label of the button
   * or list row that was pressed. For an edit, the new text.
   */
  text?: string;
  /** What the message says. Narrow it by `content.kind`. */
  content: MessageContent;
  /** The file of the content. `ctx.download()` fetches it. */
  media?: Media;
  /** The message that this one answers. */
  quoted?: Quoted;
  /** The people that the text mentions. */
  mentions: Jid[];
  /** Whether the message mentions everybody in the group. */
  mentionsAll: boolean;
  /** Whether the message changes an earlier one. `content.targetId` is the id of that one. */
  isEdit: boolean;
  /** Whether the content can be opened once. */
  isViewOnce: boolean;
  /** Whether the message disappears after a while. */
  isEphemeral: boolean;
  /** Whether the message was forwarded. */
  isForwarded: boolean;
  /** Whether the message is a status of a person (`status@broadcast`) or of a group. A bot should not answer it. */
  isStatus: boolean;
  /** `false` for a partial copy: only a LID is known, and a copy with the phone may follow within moments. */
  complete: boolean;
  /** The album that this message belongs to, or the file that it replaces in HD. */
  association?: MessageAssociation;
  /** The click-to-WhatsApp ad that the sender clicked before writing. */
  ad?: MessageAd;
}

type Payload = ObjectOf<typeof messageShape.fields>;

export const message = defineEvent<VZapsMessageEvent, typeof messageShape.fields>(
  'Message',
  messageShape,
  (payload, { createdAt, isRenamed }) => {
    const { event: wire } = payload;
    const { info } = wire;
    const source = readSource(info);
    if (source === undefined) return rejectField('event.info.sender', 'a JID');
    const sent = parseTimestamp(info.timestamp);
    // An application may ignore old messages, so a time is never invented.
    const timestamp = sent ?? createdAt;
    if (timestamp === undefined) return rejectField('event.info.timestamp', 'a time');
    const read = readMessage(wire.message, info.id, payload.media_url || undefined);
    const channelEditedAt = readChanges(read, wire, isRenamed);
    const { content, context } = read;
    // Assigned, not spread: V8 takes about 1 µs for each field after a spread, and this runs for every message.
    const event: Omit<VZapsMessageEvent, EnvelopeField> = {
      type: 'Message',
      messageId: info.id,
      chat: source.chat,
      sender: source.sender,
      fromMe: source.fromMe,
      isGroup: source.isGroup,
      conversation: source.conversation,
      complete: source.complete,
      timestamp,
      content,
      mentions: context ? readMentions(context) : [],
      mentionsAll: context !== undefined && parseNumber(context.non_jid_mentions) === 1,
      isEdit: content.kind === 'edit',
      isViewOnce: read.isViewOnce || wire.is_view_once === true || wire.is_view_once_v2 === true,
      isEphemeral: read.isEphemeral || wire.is_ephemeral === true,
      isForwarded: context?.is_forwarded === true,
      isStatus: read.isStatus || source.chat === 'status@broadcast' || context?.is_group_status === true,
    };
    const text = textOf(content);
    const media = mediaOf(content);
    const quoted = context && readQuoted(context);
    const ad = context && readAd(context);
    if (read.hasContent) event.key = keyOf(info.id, source, read, channelEditedAt ?? sent, wire);
    if (source.phone !== undefined) event.phone = source.phone;
    if (info.push_name) event.pushName = info.push_name;
    if (text !== undefined) event.text = text;
    if (media !== undefined) event.media = media;
    if (quoted !== undefined) event.quoted = quoted;
    if (read.association !== undefined) event.association = read.association;
    if (ad !== undefined) event.ad = ad;
    return event;
  },
  isMessage,
);

function keyOf(
  messageId: string,
  source: ReadSource,
  { content, editedAt }: ReadMessage,
  time: Date | undefined,
  wire: Payload['event'],
): string {
  const { chat, fromMe, sender, senderAlt, isDirect } = source;
  const isChange = (content.kind === 'edit' || content.kind === 'revoke') && content.targetId === messageId;
  const change = isChange ? { kind: content.kind, time, editedAt, node: wire.message ?? wire.raw_message } : undefined;
  return createMessageKey({ messageId, chat, fromMe, sender, senderAlt, isDirect, change });
}

function readMentions({ mentioned_jid }: ContextInfo): Jid[] {
  return mentioned_jid ? mentioned_jid.filter((jid): jid is Jid => Boolean(jid)) : [];
}
