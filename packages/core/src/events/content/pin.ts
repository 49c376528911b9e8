import { number, requiredObject } from '../wire/fields.ts';
import { type ContentNodes, defineNode } from './define-node.ts';
import { messageKey } from './message-key.ts';

/** A message was pinned in the chat, or unpinned. */
export interface PinContent {
  kind: 'pin';
  /** The id of the message that was pinned or unpinned. */
  targetId: string;
  /** `false` if the message was unpinned. */
  pinned: boolean;
}

const shape = requiredObject('[lineage] A message was pinned or unpinned.', {
  key: messageKey,
  type: number('[lineage] 1 pinned, 2 unpinned.'),
});

const UNPIN: ReadonlySet<unknown> = new Set([2, '2', 'UNPIN_FOR_ALL']);

export const pin: ContentNodes<PinContent> = {
  pin_in_chat_message: defineNode(shape, ({ key, type }) => ({
    kind: 'pin',
    targetId: key.id,
    pinned: !UNPIN.has(type),
  })),
};
