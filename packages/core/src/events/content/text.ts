import * as z from 'zod';
import { text } from '../wire/fields.ts';
import { contextField } from './context-info.ts';
import { defineNode } from './define-node.ts';

/** Text, with the preview of a link where the sender's WhatsApp made one. */
export interface TextContent {
  kind: 'text';
  text: string;
  link?: { url?: string; title?: string; description?: string };
}

export const conversation = defineNode(z.string().describe('[seen] Plain text.'), (text) => ({ kind: 'text', text }));

export const extendedText = defineNode(
  z
    .looseObject({
      text: z.string().describe('[seen] The text.'),
      matched_text: text('[lineage] The link that the preview is of.'),
      title: text('[lineage] Title of the preview.'),
      description: text('[lineage] Description of the preview.'),
      ...contextField,
    })
    .describe('[seen] Text with a preview, a quoted message or mentions.'),
  (node) => {
    const { matched_text: url, title, description } = node;
    const link = { ...(url && { url }), ...(title && { title }), ...(description && { description }) };
    return { kind: 'text', text: node.text, ...(Object.keys(link).length > 0 && { link }) };
  },
);
