import type { ReadMessage } from '../content/read-message.ts';
import { readMessage } from '../content/read-message.ts';
import { kindOf } from '../jid.ts';
import type { ObjectOf } from '../wire/fields.ts';
import { isRecord } from '../wire/is-record.ts';
import { parseTimestamp } from '../wire/parse-timestamp.ts';
import { toSnakeKeys } from '../wire/snake-case.ts';
import type { messageShape } from './message-shape.ts';

type WireMessage = ObjectOf<typeof messageShape.fields>['event'];

/**
 * Adds the changes to `read` that are described outside the message. These are an edit or a revoke that only a flag or the
 * raw message shows, and the flags of wrappers that VZaps removed. Returns when a channel's post was edited, if it was.
 */
export function readChanges(read: ReadMessage, wire: WireMessage, isRenamed: boolean): Date | undefined {
  const { info, newsletter_meta } = wire;
  const channelEdit = parseTimestamp(newsletter_meta?.edit_ts);
  const raw = readRaw(wire, isRenamed);
  const { content } = read;
  if (raw !== undefined) {
    read.association ??= raw.association;
    read.isStatus ||= raw.isStatus;
    read.isViewOnce ||= raw.isViewOnce;
    read.isEphemeral ||= raw.isEphemeral;
  }
  if (content.kind === 'edit' || content.kind === 'revoke' || content.kind === 'protocol') {
    return channelEdit;
  }
  if (raw?.content.kind === 'edit') {
    // The phone sent the edit again: the message holds the new content, and the id is that of the original [lineage].
    read.content = read.hasContent ? { ...raw.content, content } : raw.content;
    read.hasContent = true;
    read.editedAt = raw.editedAt;
    return channelEdit;
  }
  if (!read.hasContent) {
    // A deleted post of a channel comes without content, under its own id [lineage].
    const isRevoked = (info.edit === '7' || info.edit === '8') && kindOf(info.chat) === 'newsletter';
    if (!isRevoked) return undefined;
    read.content = { kind: 'revoke', targetId: info.id };
    read.hasContent = true;
    return channelEdit;
  }
  if (wire.is_edit === true || channelEdit !== undefined || info.edit === '1' || info.edit === '3') {
    read.content = { kind: 'edit', targetId: info.id, content };
  }
  return channelEdit;
}

/** Reads the raw message, if it can say more than the message: it has a wrapper, an edit or an association. */
function readRaw({ raw_message: raw, info }: WireMessage, isRenamed: boolean): ReadMessage | undefined {
  if (!isRecord(raw)) return undefined;
  // The keys of the raw message are not renamed with the rest, because nearly no message needs it.
  const message = isRenamed ? toSnakeKeys(raw) : raw;
  return isWorthReading(message) ? readMessage(message, info.id) : undefined;
}

function isWorthReading(message: Record<string, unknown>): boolean {
  const context = message.message_context_info;
  if (isRecord(context) && context.message_association) return true;
  for (const key in message) {
    const node = message[key];
    if (isRecord(node) && (key === 'protocol_message' || isRecord(node.message))) return true;
  }
  return false;
}
