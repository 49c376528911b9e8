import { type Fields, messageField, object } from '../wire/fields.ts';
import { messageContextInfo } from './context-info.ts';
import { NODES } from './nodes.ts';
import { WRAPPERS } from './unwrap.ts';

const wrapper = object('[lineage] A wrapper.', { message: messageField('[lineage] The wrapped message.') });

/**
 * The description of a message: one content node, perhaps wrapped, beside companions (see nodes.ts). Only `schemas`
 * needs it.
 */
export const messageFields: Fields = {
  ...Object.fromEntries([...NODES].map(([name, { shape }]) => [name, { ...shape, optional: true }])),
  ...Object.fromEntries([...WRAPPERS.keys()].map((name) => [name, wrapper])),
  message_context_info: { ...messageContextInfo, optional: true },
} as Fields;
