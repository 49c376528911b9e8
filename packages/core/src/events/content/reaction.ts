import { requiredObject, text } from '../wire/fields.ts';
import { type ContentNodes, defineNode } from './define-node.ts';
import { messageKey } from './message-key.ts';

/** A reaction to a message, or the removal of a reaction. */
export interface ReactionContent {
  kind: 'reaction';
  /** The id of the message that it is a reaction to. */
  targetId: string;
  /** Empty if the reaction was removed. Absent if the reaction is encrypted. */
  emoji?: string;
  /** Whether the reaction was removed. */
  removed: boolean;
}

const shape = requiredObject('[lineage] A reaction.', {
  key: messageKey,
  text: text('[lineage] The emoji. Empty if the reaction was removed.'),
});

const encryptedShape = requiredObject('[lineage] A reaction whose emoji is encrypted.', {
  target_message_key: messageKey,
});

export const reaction: ContentNodes<ReactionContent> = {
  reaction_message: defineNode(shape, ({ key, text }) => ({
    kind: 'reaction',
    targetId: key.id,
    emoji: text ?? '',
    removed: !text,
  })),
  enc_reaction_message: defineNode(encryptedShape, (node) => ({
    kind: 'reaction',
    targetId: node.target_message_key.id,
    removed: false,
  })),
};
