import { list, number, object, oneof, requiredObject, text } from '../wire/fields.ts';
import { omitAbsent } from '../wire/omit-absent.ts';
import { parseParams } from '../wire/params.ts';
import { readItems } from '../wire/read-items.ts';

/** A button that a business message offers. */
export interface ContentButton {
  /** The id that a reply to this button repeats. */
  id?: string;
  /** The label. */
  text?: string;
  /** The kind of a native-flow button, for example `quick_reply`, `cta_url` or `cta_copy`. */
  name?: string;
  /** The link that the button opens. */
  url?: string;
  /** The phone number that the button calls, as the sender wrote it. */
  phoneNumber?: string;
  /** The parsed parameters of a native-flow button, as WhatsApp defines them. */
  params?: Record<string, unknown>;
}

const label = text('[lineage] The label.');

/** The buttons of a template. `hydrated_button` is a oneof. */
export const templateButtons = list(
  '[lineage] The buttons.',
  requiredObject('', {
    index: number('[lineage] The position.'),
    ...oneof('hydrated_button', {
      quick_reply_button: object('[lineage] A button that answers.', {
        display_text: label,
        id: text("[lineage] The button's id."),
      }),
      url_button: object('[lineage] A button that opens a link.', {
        display_text: label,
        url: text('[lineage] The link.'),
      }),
      call_button: object('[lineage] A button that calls.', {
        display_text: label,
        phone_number: text('[lineage] The number.'),
      }),
    }),
  }),
);

/** The buttons of a `buttons_message`. */
export const plainButtons = list(
  '[lineage] The buttons.',
  requiredObject('', {
    button_id: text("[lineage] The button's id."),
    button_text: object('[lineage] The label.', { display_text: label }),
    native_flow_info: object('[lineage] The native flow that the button starts.', {
      name: text('[lineage] The kind of the button.'),
      params_json: text('[lineage] Its parameters, as JSON text.'),
    }),
  }),
);

/** The buttons of a native flow. */
export const flowButtons = list(
  '[lineage] The buttons.',
  requiredObject('', {
    name: text('[lineage] The kind of the button: `quick_reply`, `cta_url`, `cta_copy`, `payment_info`, …'),
    button_params_json: text('[lineage] Its parameters, as JSON text: `display_text`, `id`, `url`, …'),
  }),
);

type ListOf<Field extends { readonly output?: unknown }> = Exclude<Field['output'], undefined>;

export function readTemplateButtons(buttons: ListOf<typeof templateButtons> | undefined): ContentButton[] {
  return readItems(buttons, (button) => {
    const { quick_reply_button: reply, url_button: link, call_button: call } = { ...button, ...button.hydrated_button };
    const text = reply?.display_text || link?.display_text || call?.display_text;
    return createButton({ id: reply?.id, text, url: link?.url, phoneNumber: call?.phone_number });
  });
}

export function readPlainButtons(buttons: ListOf<typeof plainButtons> | undefined): ContentButton[] {
  return readItems(buttons, (button) => {
    const { button_id: id, button_text, native_flow_info: flow } = button;
    return createButton({
      id,
      text: button_text?.display_text,
      name: flow?.name,
      params: parseParams(flow?.params_json),
    });
  });
}

export function readFlowButtons(buttons: ListOf<typeof flowButtons> | undefined): ContentButton[] {
  return readItems(buttons, (button) => {
    const params = parseParams(button.button_params_json);
    const param = (name: string) => (typeof params?.[name] === 'string' ? params[name] : undefined);
    return createButton({
      id: param('id'),
      text: param('display_text'),
      name: button.name,
      url: param('url'),
      phoneNumber: param('phone_number'),
      params,
    });
  });
}

type ButtonFields = { [Name in keyof ContentButton]: ContentButton[Name] | null | undefined };

/** A button without any field is left out. */
function createButton(fields: ButtonFields): ContentButton | undefined {
  const button = omitAbsent(fields);
  return Object.keys(button).length === 0 ? undefined : button;
}
