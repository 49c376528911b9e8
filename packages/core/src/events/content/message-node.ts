import * as z from 'zod';
import { object } from '../wire/fields.ts';
import { isRecord } from '../wire/record.ts';
import type { MessageContent } from './content.ts';
import { type ContextInfo, readContextInfo } from './context-info.ts';
import { messageField, tie } from './knot.ts';
import { COMPANIONS, NODES } from './nodes.ts';
import { unwrap, WRAPPERS } from './unwrap.ts';

const wrapper = object('[lineage] A wrapper.', { message: messageField('[lineage] What is wrapped.') });

/** What stands in `message`: one content node, perhaps wrapped, beside what accompanies it. */
export const messageNode = z
  .looseObject({
    ...Object.fromEntries([...NODES].map(([name, { schema }]) => [name, schema.nullish()])),
    ...Object.fromEntries([...WRAPPERS.keys()].map((name) => [name, wrapper])),
  })
  .meta({ id: 'VZapsMessageContent', description: '[seen] What a message says: one node, named after its kind.' });
tie(messageNode);

export interface ReadMessage {
  content: MessageContent;
  context?: ContextInfo;
  viewOnce: boolean;
  ephemeral: boolean;
}

/** Unwraps a message and reads its content, whatever it is. */
export function readMessage(message: unknown, ownId: string, mediaUrl?: string): ReadMessage {
  const { message: inner, viewOnce, ephemeral, editOf } = unwrap(message, ownId);
  const { content, node } = readContent(inner, mediaUrl);
  const context = isRecord(node) && isRecord(node.context_info) ? readContextInfo(node.context_info) : undefined;
  return {
    content: editOf === undefined ? content : { kind: 'edit', targetId: editOf, content },
    ...(context?.ok && { context: context.value }),
    viewOnce: viewOnce || (isRecord(node) && node.view_once === true),
    ephemeral,
  };
}

function readContent(message: unknown, mediaUrl: string | undefined): { content: MessageContent; node?: unknown } {
  let name: string | undefined;
  if (isRecord(message)) {
    for (const key in message) {
      const node = message[key];
      if (node === null || node === undefined || COMPANIONS.has(key)) continue;
      name ??= key;
      const content = NODES.get(key)?.read(node, mediaUrl);
      if (content) return { content, node };
    }
  }
  return { content: { kind: 'unsupported', ...(name !== undefined && { node: name }) } };
}
