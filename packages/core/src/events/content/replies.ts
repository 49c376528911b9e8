import * as z from 'zod';
import { object, text } from '../wire/fields.ts';
import { isRecord } from '../wire/record.ts';
import { contextField } from './context-info.ts';
import { defineNode } from './define-node.ts';

/** Somebody pressed a button. */
export interface ButtonReplyContent {
  kind: 'buttonReply';
  /** The id that was given to the button when it was sent. */
  id?: string;
  /** What stood on the button. */
  text?: string;
  /** The name of the native flow, for example `quick_reply`; `galaxy_message` for a submitted WhatsApp Flow. */
  name?: string;
  /** The parsed parameters of the native flow. A submitted WhatsApp Flow has its answers here. */
  params?: Record<string, unknown>;
}

/** Somebody chose a row of a list. */
export interface ListReplyContent {
  kind: 'listReply';
  /** The id that was given to the row when it was sent. */
  id?: string;
  title?: string;
}

function button(id: string | null | undefined, text: string | null | undefined): ButtonReplyContent {
  return { kind: 'buttonReply', ...(id && { id }), ...(text && { text }) };
}

const shown = text('[lineage] What stood on the button.');

export const buttonsResponse = defineNode(
  z
    .looseObject({
      selected_button_id: text("[lineage] The button's id."),
      selected_display_text: shown,
      ...contextField,
    })
    .describe('[lineage] A button was pressed.'),
  (node) => button(node.selected_button_id, node.selected_display_text),
);

export const templateButtonReply = defineNode(
  z
    .looseObject({ selected_id: text("[lineage] The button's id."), selected_display_text: shown, ...contextField })
    .describe('[lineage] A button of a template was pressed.'),
  (node) => button(node.selected_id, node.selected_display_text),
);

export const interactiveResponse = defineNode(
  z
    .looseObject({
      body: object('[lineage] What is shown.', { text: text('[lineage] What stood on the button.') }),
      native_flow_response_message: object('[lineage] The answer.', {
        params_json: text("[lineage] JSON with the button's `id`."),
      }),
      ...contextField,
    })
    .describe('[lineage] A button of an interactive message was pressed.'),
  (node) => button(idIn(node.native_flow_response_message?.params_json), node.body?.text),
);

function idIn(json: string | null | undefined): string | undefined {
  try {
    const params: unknown = JSON.parse(json ?? '');
    return isRecord(params) && typeof params.id === 'string' ? params.id : undefined;
  } catch {
    return undefined;
  }
}

export const listResponse = defineNode(
  z
    .looseObject({
      title: text('[lineage] The title of the row.'),
      single_select_reply: object('[lineage] The choice.', { selected_row_id: text("[lineage] The row's id.") }),
      ...contextField,
    })
    .describe('[lineage] A row of a list was chosen.'),
  ({ title, single_select_reply }) => {
    const id = single_select_reply?.selected_row_id;
    return { kind: 'listReply', ...(id && { id }), ...(title && { title }) };
  },
);
