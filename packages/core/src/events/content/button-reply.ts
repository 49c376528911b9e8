import { object, oneof, requiredObject, text } from '../wire/fields.ts';
import { omitAbsent } from '../wire/omit-absent.ts';
import { parseParams } from '../wire/params.ts';
import { contextField } from './context-info.ts';
import { type ContentNodes, defineNode } from './define-node.ts';

/** A person pressed a button, or submitted a WhatsApp Flow. */
export interface ButtonReplyContent {
  kind: 'buttonReply';
  /** The id that the sender of the button gave to it. */
  id?: string;
  /** The label of the button. */
  text?: string;
  /** The name of the native flow, for example `quick_reply`; `galaxy_message` for a submitted WhatsApp Flow. */
  name?: string;
  /** The parsed parameters of the native flow. A submitted WhatsApp Flow has its answers here. */
  params?: Record<string, unknown>;
}

type WireText = string | null | undefined;

function createReply(id: WireText, text: WireText): ButtonReplyContent {
  return { kind: 'buttonReply', ...omitAbsent({ id, text }) };
}

const label = text('[lineage] The label of the button.');

const buttonsShape = requiredObject('[lineage] A button was pressed.', {
  selected_button_id: text("[lineage] The button's id."),
  ...oneof('response', { selected_display_text: label }),
  ...contextField,
});

const templateShape = requiredObject('[lineage] A button of a template was pressed.', {
  selected_id: text("[lineage] The button's id."),
  selected_display_text: label,
  ...contextField,
});

const interactiveShape = requiredObject('[lineage] A button of an interactive message was pressed.', {
  body: object('[lineage] What is shown.', { text: label }),
  ...oneof('interactive_response_message', {
    native_flow_response_message: object('[lineage] The answer.', {
      name: text('[lineage] `quick_reply`, or `galaxy_message` for a submitted WhatsApp Flow.'),
      params_json: text("[lineage] JSON text with the button's `id`, or with the answers of a Flow."),
    }),
  }),
  ...contextField,
});

export const buttonReply: ContentNodes<ButtonReplyContent> = {
  buttons_response_message: defineNode(buttonsShape, (node) =>
    createReply(node.selected_button_id, node.response?.selected_display_text || node.selected_display_text),
  ),
  template_button_reply_message: defineNode(templateShape, (node) =>
    createReply(node.selected_id, node.selected_display_text),
  ),
  interactive_response_message: defineNode(interactiveShape, (node) => {
    const flow = node.interactive_response_message?.native_flow_response_message ?? node.native_flow_response_message;
    const params = parseParams(flow?.params_json);
    const id = typeof params?.id === 'string' ? params.id : undefined;
    const reply = createReply(id, node.body?.text);
    if (flow?.name) reply.name = flow.name;
    if (params !== undefined) reply.params = params;
    return reply;
  }),
};
