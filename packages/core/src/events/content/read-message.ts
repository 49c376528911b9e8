import { isRecord } from '../wire/is-record.ts';
import { isAbsent } from '../wire/omit-absent.ts';
import { type ContextInfo, readContextInfo } from './context-info.ts';
import type { MessageContent } from './message-content.ts';
import { COMPANIONS, NODES, PLACEHOLDER } from './nodes.ts';
import { type MessageAssociation, unwrapMessage, WRAPPERS } from './unwrap.ts';

export interface ReadMessage {
  content: MessageContent;
  /**
   * `false` if the payload has no content of its own. The content then follows in another event with the same message
   * id.
   */
  hasContent: boolean;
  context: ContextInfo | undefined;
  association: MessageAssociation | undefined;
  isViewOnce: boolean;
  isEphemeral: boolean;
  isStatus: boolean;
  /** For an edit: the time of the edit, if the edit contains it. */
  editedAt: Date | undefined;
}

/** Unwraps a message and reads its content. Never fails: content that cannot be read is `unsupported`. */
export function readMessage(message: unknown, ownId: string, mediaUrl?: string): ReadMessage {
  const unwrapped = unwrapMessage(message, ownId);
  const { content, node } = readContent(unwrapped.message, mediaUrl);
  const { editOf } = unwrapped;
  const result = isRecord(node) && isRecord(node.context_info) ? readContextInfo(node.context_info) : undefined;
  return {
    content: editOf === undefined || content.kind === 'edit' ? content : { kind: 'edit', targetId: editOf, content },
    hasContent: unwrapped.namesTarget || (node !== '' && hasContent(content)),
    context: result?.ok ? result.value : undefined,
    association: unwrapped.association,
    isViewOnce: unwrapped.isViewOnce || (isRecord(node) && node.view_once === true),
    isEphemeral: unwrapped.isEphemeral,
    isStatus: unwrapped.isStatus,
    editedAt: unwrapped.editedAt,
  };
}

function readContent(message: unknown, mediaUrl: string | undefined): { content: MessageContent; node: unknown } {
  let name: string | undefined;
  if (isRecord(message)) {
    for (const key in message) {
      const node = message[key];
      if (isAbsent(node) || COMPANIONS.has(key)) continue;
      name ??= key;
      const content = NODES.get(key)?.read(node, mediaUrl);
      if (content) return { content: content as MessageContent, node };
    }
  }
  // An encoder that writes defaults writes an empty text beside the content, or before the content arrives [unknown].
  if (name === undefined && isRecord(message) && message.conversation === '') {
    return { content: { kind: 'text', text: '' }, node: '' };
  }
  return {
    content: name === undefined ? { kind: 'unsupported' } : { kind: 'unsupported', node: name },
    node: undefined,
  };
}

function hasContent(content: MessageContent): boolean {
  if (content.kind !== 'unsupported') return true;
  // A known wrapper that is still there was empty.
  return content.node !== undefined && content.node !== PLACEHOLDER && !WRAPPERS.has(content.node);
}
