import { number, requiredObject } from '../wire/fields.ts';
import { type ContentNodes, defineNode } from './define-node.ts';
import { messageKey } from './message-key.ts';

/** An edit whose new content is encrypted. It is an `EditContent` with unsupported content. */
export interface SealedEdit {
  kind: 'edit';
  targetId: string;
  content: { kind: 'unsupported' };
}

const shape = requiredObject('[lineage] An edit whose new content is encrypted.', {
  target_message_key: messageKey,
  secret_enc_type: number('[lineage] 1 edit of an event, 2 of a message, 4 of a poll, …'),
});

export const sealedEdit: ContentNodes<SealedEdit> = {
  secret_encrypted_message: defineNode(shape, (node) => ({
    kind: 'edit',
    targetId: node.target_message_key.id,
    content: { kind: 'unsupported' },
  })),
};
