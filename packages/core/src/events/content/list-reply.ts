import { object, requiredObject, text } from '../wire/fields.ts';
import { omitAbsent } from '../wire/omit-absent.ts';
import { contextField } from './context-info.ts';
import { type ContentNodes, defineNode } from './define-node.ts';

/** A person chose a row of a list. */
export interface ListReplyContent {
  kind: 'listReply';
  /** The id that the sender of the list gave to the row. */
  id?: string;
  /** The title of the row. */
  title?: string;
}

const shape = requiredObject('[lineage] A row of a list was chosen.', {
  title: text('[lineage] The title of the row.'),
  single_select_reply: object('[lineage] The choice.', { selected_row_id: text("[lineage] The row's id.") }),
  ...contextField,
});

export const listReply: ContentNodes<ListReplyContent> = {
  list_response_message: defineNode(shape, ({ title, single_select_reply }) => {
    return { kind: 'listReply', ...omitAbsent({ id: single_select_reply?.selected_row_id, title }) };
  }),
};
