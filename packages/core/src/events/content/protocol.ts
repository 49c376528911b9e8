import { lazy, messageField, number, requiredObject } from '../wire/fields.ts';
import { isRecord } from '../wire/is-record.ts';
import { parseTimestamp } from '../wire/parse-timestamp.ts';
import { createReader } from '../wire/reader.ts';
import { type ContentNodes, defineNode } from './define-node.ts';
import { messageKey } from './message-key.ts';

/** A message was deleted for everyone. */
export interface RevokeContent {
  kind: 'revoke';
  /** The id of the message that was deleted. */
  targetId: string;
}

/** A message between WhatsApp programs. No person wrote it. */
export interface ProtocolContent {
  kind: 'protocol';
  /** 3 the timer of disappearing messages, 5 a notice of history, 6 keys, …; or a name. */
  protocolType?: number | string;
}

const shape = requiredObject('[lineage] A message was deleted or edited, or WhatsApp programs exchange data.', {
  type: number(
    '[seen] 0 revoke, 14 edit. WhatsApp programs use the other values among themselves. The value may be a name [unknown].',
  ),
  key: lazy('[lineage] The message that was deleted or edited.', messageKey),
  edited_message: messageField('[lineage] The new content.'),
  timestamp_ms: number('[lineage] When the message was edited, in milliseconds.'),
});

const REVOKE: ReadonlySet<unknown> = new Set([0, '0', 'REVOKE', null, undefined]);
const EDIT: ReadonlySet<unknown> = new Set([14, '14', 'MESSAGE_EDIT']);

const readKey = createReader(messageKey);

function targetIn(key: unknown): string | undefined {
  const result = readKey(key);
  return result.ok ? result.value.id : undefined;
}

export const protocol: ContentNodes<RevokeContent | ProtocolContent> = {
  protocol_message: defineNode(shape, ({ type, key }) => {
    // The default of the protobuf's `type` is revoke. A revoke without a key revokes nothing.
    const targetId = REVOKE.has(type) ? targetIn(key) : undefined;
    if (targetId !== undefined) return { kind: 'revoke', targetId };
    return { kind: 'protocol', ...(type !== null && type !== undefined && { protocolType: type }) };
  }),
};

export interface ProtocolEdit {
  targetId: string | undefined;
  message: unknown;
  editedAt: Date | undefined;
}

const read = createReader(shape);

/**
 * Reads a `protocol_message` that is an edit, else `undefined`. An edit is unwrapped like a wrapper, so that its content and
 * context are read like those of any other message.
 */
export function readProtocolEdit(node: unknown): ProtocolEdit | undefined {
  const result = read(node);
  if (!result.ok) return undefined;
  const { type, key, edited_message: message, timestamp_ms } = result.value;
  const isEdit = EDIT.has(type) || ((type === null || type === undefined) && isRecord(message));
  if (!isEdit) return undefined;
  return { targetId: targetIn(key), message, editedAt: parseTimestamp(timestamp_ms) };
}
