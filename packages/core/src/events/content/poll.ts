import * as z from 'zod';
import { list, number, text } from '../wire/fields.ts';
import { numberOf } from '../wire/number.ts';
import { contextField } from './context-info.ts';
import { defineNode } from './define-node.ts';
import { messageKey } from './message-key.ts';

/** A question with answers to choose from. */
export interface PollContent {
  kind: 'poll';
  name: string;
  options: string[];
  /** How many may be chosen; 0 for any number. */
  selectableCount?: number;
}

/** Somebody voted. Which option is encrypted, and VZaps does not tell. */
export interface PollVoteContent {
  kind: 'pollVote';
  /** The poll's message. */
  targetId: string;
}

export const poll = defineNode(
  z
    .looseObject({
      name: z.string().describe('[lineage] The question.'),
      options: list('[lineage] The answers.', z.looseObject({ option_name: text('[lineage] An answer.') })),
      selectable_options_count: number('[lineage] How many may be chosen.'),
      ...contextField,
    })
    .describe('[lineage] A poll.'),
  ({ name, options, selectable_options_count }) => {
    const selectableCount = numberOf(selectable_options_count);
    return {
      kind: 'poll',
      name,
      options: (options ?? []).flatMap((option) => option?.option_name ?? []),
      ...(selectableCount !== undefined && { selectableCount }),
    };
  },
);

export const pollUpdate = defineNode(
  z.looseObject({ poll_creation_message_key: messageKey }).describe('[lineage] A vote; what was chosen is encrypted.'),
  (node) => ({ kind: 'pollVote', targetId: node.poll_creation_message_key.id }),
);
