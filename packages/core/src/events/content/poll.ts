import { anyText, list, number, requiredObject, text } from '../wire/fields.ts';
import { omitAbsent } from '../wire/omit-absent.ts';
import { parseNumber } from '../wire/parse-number.ts';
import { readItems } from '../wire/read-items.ts';
import { contextField } from './context-info.ts';
import { type ContentNodes, defineNode } from './define-node.ts';

/** A question with answers to choose from. */
export interface PollContent {
  kind: 'poll';
  /** The question. */
  name: string;
  /** The answers. */
  options: string[];
  /** How many answers a person may choose. 0 is any number. */
  selectableCount?: number;
}

const shape = requiredObject('[lineage] A poll.', {
  name: anyText('[lineage] The question.'),
  options: list('[lineage] The answers.', requiredObject('', { option_name: text('[lineage] An answer.') })),
  selectable_options_count: number('[lineage] How many answers a person may choose.'),
  ...contextField,
});

const node = defineNode(shape, ({ name, options, selectable_options_count }): PollContent => {
  return {
    kind: 'poll',
    name,
    options: readItems(options, (option) => option.option_name),
    ...omitAbsent({ selectableCount: parseNumber(selectable_options_count) }),
  };
});

// `poll_creation_message_v4` is a wrapper around one of these.
export const poll: ContentNodes<PollContent> = {
  poll_creation_message: node,
  poll_creation_message_v2: node,
  poll_creation_message_v3: node,
  poll_creation_message_v5: node,
  poll_creation_message_v6: node,
};
