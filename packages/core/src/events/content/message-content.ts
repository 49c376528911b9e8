import type { NodeContent } from './kinds.ts';
import type { Media } from './media.ts';

/** A message was changed. */
export interface EditContent {
  kind: 'edit';
  /** The id of the message that was changed. */
  targetId: string;
  /** The new content. `unsupported` if the edit is encrypted, which newer versions of WhatsApp do. */
  content: MessageContent;
}

/** Content that this library does not know, or that has another form than its name promises. It is in `raw`. */
export interface UnsupportedContent {
  kind: 'unsupported';
  /** The name of the node, for example `event_message`. Absent for a message without content. */
  node?: string;
}

/** What a message says. Narrow it by `kind`. */
export type MessageContent = Exclude<NodeContent, { kind: 'edit' }> | EditContent | UnsupportedContent;

/** The name of a kind of content. */
export type ContentKind = MessageContent['kind'];

/** The visible text: the text, the caption, the body, or the label of the pressed button. For an edit, the new text. */
export function textOf(content: MessageContent): string | undefined {
  switch (content.kind) {
    case 'text':
    case 'order':
    case 'buttonReply':
      return content.text;
    case 'interactive':
    case 'template':
    case 'product':
      return content.text ?? content.title;
    case 'listReply':
      return content.title;
    case 'groupInvite':
      return content.caption;
    case 'edit':
      return textOf(content.content);
    default:
      return 'media' in content ? content.media.caption : undefined;
  }
}

/** The file of a content, or of the new content of an edit. */
export function mediaOf(content: MessageContent): Media | undefined {
  if (content.kind === 'edit') return mediaOf(content.content);
  return 'media' in content ? content.media : undefined;
}
