import { requiredObject } from '../wire/fields.ts';
import { type ContentNodes, defineNode } from './define-node.ts';
import { messageKey } from './message-key.ts';

/** A person voted in a poll. The chosen option is encrypted, and VZaps does not decrypt it. */
export interface PollVoteContent {
  kind: 'pollVote';
  /** The id of the poll's message. */
  targetId: string;
}

const shape = requiredObject('[lineage] A vote. The choice is encrypted.', { poll_creation_message_key: messageKey });

export const pollVote: ContentNodes<PollVoteContent> = {
  poll_update_message: defineNode(shape, (node) => ({
    kind: 'pollVote',
    targetId: node.poll_creation_message_key.id,
  })),
};
