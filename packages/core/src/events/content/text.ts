import { anyText, text as optionalText, requiredObject } from '../wire/fields.ts';
import { isExtendedText } from '../wire/generated/checks.ts';
import { contextField } from './context-info.ts';
import { type ContentNodes, defineNode } from './define-node.ts';

/** Text, with the preview of a link if the sender's WhatsApp made one. */
export interface TextContent {
  kind: 'text';
  /** The text. */
  text: string;
  /** The preview of a link in the text. */
  link?: { url?: string; title?: string; description?: string };
}

export const extendedText = requiredObject('[seen] Text with a preview, a quoted message or mentions.', {
  text: anyText('[seen] The text.'),
  matched_text: optionalText('[lineage] The link in the text.'),
  title: optionalText('[lineage] The title of the preview.'),
  description: optionalText('[lineage] The description of the preview.'),
  ...contextField,
});

export const text: ContentNodes<TextContent> = {
  conversation: defineNode(anyText('[seen] Plain text.'), (text) => ({ kind: 'text', text })),
  extended_text_message: defineNode(
    extendedText,
    (node) => {
      const { matched_text: url, title, description } = node;
      const content: TextContent = { kind: 'text', text: node.text };
      if (url || title || description) {
        // The fields are assigned, because spreading them takes about a microsecond more (measured on Node 20).
        const link: TextContent['link'] = {};
        if (url) link.url = url;
        if (title) link.title = title;
        if (description) link.description = description;
        content.link = link;
      }
      return content;
    },
    isExtendedText,
  ),
};
