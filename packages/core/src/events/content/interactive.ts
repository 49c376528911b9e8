import { list, object, oneof, requiredObject, text } from '../wire/fields.ts';
import { omitAbsent } from '../wire/omit-absent.ts';
import { readItems } from '../wire/read-items.ts';
import { type ContentButton, flowButtons, plainButtons, readFlowButtons, readPlainButtons } from './buttons.ts';
import { contextField } from './context-info.ts';
import { type ContentNodes, defineNode } from './define-node.ts';
import { headerFields, mediaVariants, readHeaderMedia } from './header.ts';
import type { Media } from './media.ts';

/** A row of a list message. */
export interface ListRow {
  /** The id that a reply to this row repeats. */
  id?: string;
  /** The title of the row. */
  title?: string;
  /** The text below the title. */
  description?: string;
}

/** A card of a carousel. */
export interface InteractiveCard {
  /** The title above the body. */
  title?: string;
  /** The body. */
  text?: string;
  /** The small text below the body. */
  footer?: string;
  /** The buttons. Empty if there are none. */
  buttons: ContentButton[];
  /** The image, video or document above the body. */
  media?: Media;
}

/** A message with buttons, a list or a carousel. */
export interface InteractiveContent extends InteractiveCard {
  kind: 'interactive';
  /** The rows of a list message, from all its sections. */
  rows?: ListRow[];
  /** The cards of a carousel. */
  cards?: InteractiveCard[];
}

const nativeFlow = object('[lineage] Buttons.', { buttons: flowButtons }, 'VZapsNativeFlow');

const cardFields = {
  header: object('[lineage] The title, or a file above the body.', headerFields, 'VZapsHeader'),
  body: object('[lineage] The body.', { text: text('[lineage] The text.') }),
  footer: object('[lineage] The footer.', { text: text('[lineage] The text.') }),
};

const card = requiredObject('', {
  ...cardFields,
  ...oneof('interactive_message', { native_flow_message: nativeFlow }),
});

/** The fields of an interactive message. `interactive_message` inside of it is the oneof of its variants. */
export const interactiveFields = {
  ...cardFields,
  ...oneof('interactive_message', {
    native_flow_message: nativeFlow,
    carousel_message: object('[lineage] A carousel.', { cards: list('[lineage] The cards.', card) }, 'VZapsCarousel'),
  }),
  ...contextField,
};

const interactiveShape = requiredObject('[lineage] A message with buttons or a carousel.', interactiveFields);

type WireCard = NonNullable<(typeof card)['output']>;
type WireInteractive = NonNullable<(typeof interactiveShape)['output']>;

export function readInteractive(node: WireInteractive, mediaUrl?: string): InteractiveContent {
  const content: InteractiveContent = { kind: 'interactive', ...readCard(node, mediaUrl) };
  const cards = (node.interactive_message?.carousel_message ?? node.carousel_message)?.cards;
  if (cards) content.cards = readItems(cards, readCard);
  return content;
}

function readCard(node: WireCard, mediaUrl?: string): InteractiveCard {
  const flow = node.interactive_message?.native_flow_message ?? node.native_flow_message;
  const media = readHeaderMedia(mediaUrl, node.header?.media, node.header);
  return {
    ...readTexts(node.header?.title, node.body?.text, node.footer?.text),
    buttons: readFlowButtons(flow?.buttons),
    ...omitAbsent({ media }),
  };
}

type WireText = string | null | undefined;

function readTexts(title: WireText, text: WireText, footer: WireText) {
  return omitAbsent({ title, text, footer });
}

const buttonsShape = requiredObject('[lineage] A message with buttons, in its older form.', {
  content_text: text('[lineage] The body.'),
  footer_text: text('[lineage] The footer.'),
  buttons: plainButtons,
  ...oneof('header', { text: text('[lineage] The title.'), ...mediaVariants }),
  ...contextField,
});

const listShape = requiredObject('[lineage] A message with a list to choose from.', {
  title: text('[lineage] The title.'),
  description: text('[lineage] The body.'),
  button_text: text('[lineage] The label of the button that opens the list.'),
  footer_text: text('[lineage] The footer.'),
  sections: list(
    '[lineage] The sections.',
    requiredObject('', {
      title: text('[lineage] The title of the section.'),
      rows: list(
        '[lineage] The rows.',
        requiredObject('', {
          row_id: text("[lineage] The row's id."),
          title: text('[lineage] The title of the row.'),
          description: text('[lineage] The description of the row.'),
        }),
      ),
    }),
  ),
  ...contextField,
});

export const interactive: ContentNodes<InteractiveContent> = {
  interactive_message: defineNode(interactiveShape, readInteractive),
  buttons_message: defineNode(buttonsShape, (node, mediaUrl) => {
    const media = readHeaderMedia(mediaUrl, node.header, node);
    return {
      kind: 'interactive',
      ...readTexts(node.header?.text || node.text, node.content_text, node.footer_text),
      buttons: readPlainButtons(node.buttons),
      ...omitAbsent({ media }),
    };
  }),
  list_message: defineNode(listShape, (node) => {
    const rows = readItems(node.sections, (section) => section.rows);
    return {
      kind: 'interactive',
      ...readTexts(node.title, node.description, node.footer_text),
      buttons: node.button_text ? [{ text: node.button_text }] : [],
      rows: readItems(rows, ({ row_id: id, title, description }) => omitAbsent({ id, title, description })),
    };
  }),
};
