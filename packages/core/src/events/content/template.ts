import { object, oneof, requiredObject, text } from '../wire/fields.ts';
import { omitAbsent } from '../wire/omit-absent.ts';
import { type ContentButton, readTemplateButtons, templateButtons } from './buttons.ts';
import { contextField } from './context-info.ts';
import { type ContentNodes, defineNode } from './define-node.ts';
import { mediaVariants, readHeaderMedia } from './header.ts';
import { interactiveFields, readInteractive } from './interactive.ts';
import type { Media } from './media.ts';

/** A message that a business sent from an approved template. */
export interface TemplateContent {
  kind: 'template';
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
  /** The id of the template. */
  templateId?: string;
}

const hydrated = object(
  '[lineage] The template, filled in.',
  {
    hydrated_content_text: text('[lineage] The body.'),
    hydrated_footer_text: text('[lineage] The footer.'),
    hydrated_buttons: templateButtons,
    template_id: text("[lineage] The template's id."),
    ...oneof('title', { hydrated_title_text: text('[lineage] The title.'), ...mediaVariants }),
  },
  'VZapsTemplateBody',
);

// The texts of a template that is not hydrated are parameters, not text.
const fourRow = object(
  '[lineage] A template that is not filled in.',
  oneof('title', mediaVariants),
  'VZapsFourRowTemplate',
);

const templateFields = {
  template_id: text("[lineage] The template's id."),
  hydrated_template: hydrated,
  ...oneof('format', {
    hydrated_four_row_template: hydrated,
    four_row_template: fourRow,
    interactive_message_template: object(
      '[lineage] The template, as an interactive message.',
      interactiveFields,
      'VZapsInteractive',
    ),
  }),
  ...contextField,
};

const templateShape = requiredObject('[lineage] A business message from a template.', templateFields, 'VZapsTemplate');

type WireTemplate = NonNullable<(typeof templateShape)['output']>;

function readTemplate(node: WireTemplate, mediaUrl?: string): TemplateContent {
  const interactive = node.format?.interactive_message_template ?? node.interactive_message_template;
  const filled = node.hydrated_template ?? node.format?.hydrated_four_row_template ?? node.hydrated_four_row_template;
  const fourRow = node.format?.four_row_template ?? node.four_row_template;
  const templateId = node.template_id || filled?.template_id;
  if (interactive && !filled) {
    const { cards: _cards, ...content } = readInteractive(interactive, mediaUrl);
    return { ...content, kind: 'template', ...omitAbsent({ templateId }) };
  }
  const title = filled?.title?.hydrated_title_text || filled?.hydrated_title_text;
  const media = readHeaderMedia(mediaUrl, filled?.title, filled, fourRow?.title, fourRow);
  return {
    kind: 'template',
    ...omitAbsent({ title, text: filled?.hydrated_content_text, footer: filled?.hydrated_footer_text }),
    buttons: readTemplateButtons(filled?.hydrated_buttons),
    ...omitAbsent({ media, templateId }),
  };
}

const highlyStructured = requiredObject('[lineage] The oldest form of a template.', {
  hydrated_hsm: object('[lineage] The template, filled in.', templateFields, 'VZapsTemplate'),
  ...contextField,
});

export const template: ContentNodes<TemplateContent> = {
  template_message: defineNode(templateShape, readTemplate),
  highly_structured_message: defineNode(highlyStructured, (node, mediaUrl) =>
    node.hydrated_hsm ? readTemplate(node.hydrated_hsm, mediaUrl) : undefined,
  ),
};
