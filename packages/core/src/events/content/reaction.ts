import * as z from 'zod';
import { text } from '../wire/fields.ts';
import { defineNode } from './define-node.ts';
import { messageKey } from './message-key.ts';

/** A reaction to a message, or its withdrawal. */
export interface ReactionContent {
  kind: 'reaction';
  /** The message that it is a reaction to. */
  targetId: string;
  /** Empty when the reaction was taken back. Absent when the reaction is encrypted. */
  emoji?: string;
  removed: boolean;
}

export const reaction = defineNode(
  z
    .looseObject({ key: messageKey, text: text('[lineage] The emoji; empty when it was taken back.') })
    .describe('[lineage] A reaction.'),
  ({ key, text }) => ({ kind: 'reaction', targetId: key.id, emoji: text ?? '', removed: !text }),
);
