import { contentKinds, type NodeContent } from './kinds.ts';
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

type TextOf = (content: MessageContent) => string | undefined;

const textFunctions = new Map<string, TextOf>(
  contentKinds.flatMap(({ kinds, textOf }) => (textOf ? kinds.map((kind) => [kind, textOf as TextOf] as const) : [])),
);

/** What a person reads: the text, the caption, the body, or the label of the pressed button. For an edit, the new text. */
export function textOf(content: MessageContent): string | undefined {
  if (content.kind === 'text') return content.text;
  return content.kind === 'edit' ? textOf(content.content) : textFunctions.get(content.kind)?.(content);
}

/** The file of a content, or of the new content of an edit. */
export function mediaOf(content: MessageContent): Media | undefined {
  if (content.kind === 'edit') return mediaOf(content.content);
  return 'media' in content ? content.media : undefined;
}
