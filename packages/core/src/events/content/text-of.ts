import type { MessageContent } from './content.ts';

/** The text of a content or the caption of its media; of an edit the new one. */
export function textOf(content: MessageContent): string | undefined {
  switch (content.kind) {
    case 'text':
      return content.text;
    case 'edit':
      return textOf(content.content);
    case 'groupInvite':
      return content.caption;
    default:
      return 'media' in content ? content.media.caption : undefined;
  }
}
