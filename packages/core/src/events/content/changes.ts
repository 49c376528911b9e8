import * as z from 'zod';
import { number } from '../wire/fields.ts';
import { reader } from '../wire/reader.ts';
import type { MessageContent } from './content.ts';
import { defineNode } from './define-node.ts';
import { messageField } from './knot.ts';
import { messageKey } from './message-key.ts';

/** A message was changed. */
export interface EditContent {
  kind: 'edit';
  /** The message that was changed. */
  targetId: string;
  /** What it says now. */
  content: MessageContent;
}

/** A message was deleted for everyone. */
export interface RevokeContent {
  kind: 'revoke';
  /** The message that was deleted. */
  targetId: string;
}

/** What WhatsApps tell each other; nothing that a person said. */
export interface ProtocolContent {
  kind: 'protocol';
  /** 3 a timer of vanishing messages, 5 a notice of history, 6 keys, …; or a name. */
  protocolType?: number | string;
}

const schema = z
  .looseObject({
    type: number('[seen] 0 revoke, 14 edit, anything else between devices; perhaps by name [unknown].'),
    key: messageKey.nullish(),
    edited_message: messageField('[lineage] What the message says now.'),
  })
  .describe('[lineage] A message was deleted or edited; or devices talk among themselves.');

const REVOKE: ReadonlySet<unknown> = new Set([0, '0', 'REVOKE']);
const EDIT: ReadonlySet<unknown> = new Set([14, '14', 'MESSAGE_EDIT']);

export const protocol = defineNode(schema, ({ type, key }) => {
  if (REVOKE.has(type) && key) return { kind: 'revoke', targetId: key.id };
  return { kind: 'protocol', ...(type !== null && type !== undefined && { protocolType: type }) };
});

const read = reader(schema);

/** An edit is unwrapped like a wrapper, so that its content and context are read like any other's. */
export function editIn(node: unknown): { targetId: string | undefined; message: unknown } | undefined {
  const result = read(node);
  if (!result.ok || !EDIT.has(result.value.type)) return undefined;
  return { targetId: result.value.key?.id, message: result.value.edited_message };
}
