import { isRecord } from '../wire/is-record.ts';
import { isAbsent } from '../wire/omit-absent.ts';
import { parseNumber } from '../wire/parse-number.ts';
import { createReader } from '../wire/reader.ts';
import { messageContextInfo } from './context-info.ts';
import { COMPANIONS, NODES } from './nodes.ts';
import { readProtocolEdit } from './protocol.ts';

type WrapperFlag = 'isViewOnce' | 'isEphemeral' | 'isStatus' | 'isEdited' | undefined;

/** Nodes of the form `{ message: {…} }`, and what they say about the message inside. Unknown ones are unwrapped as well. */
export const WRAPPERS: ReadonlyMap<string, WrapperFlag> = new Map<string, WrapperFlag>([
  ['ephemeral_message', 'isEphemeral'],
  ['view_once_message', 'isViewOnce'],
  ['view_once_message_v2', 'isViewOnce'],
  ['view_once_message_v2_extension', 'isViewOnce'],
  ['edited_message', 'isEdited'],
  ['group_status_message', 'isStatus'],
  ['group_status_message_v2', 'isStatus'],
  ['group_status_mention_message', 'isStatus'],
  ['status_mention_message', 'isStatus'],
  ['status_add_yours', 'isStatus'],
  ['document_with_caption_message', undefined],
  ['device_sent_message', undefined],
  ['associated_child_message', undefined],
  ['bot_forwarded_message', undefined],
  ['bot_invoke_message', undefined],
  ['bot_platform_registration_success_message', undefined],
  ['bot_task_message', undefined],
  ['comment_message', undefined],
  ['event_cover_image', undefined],
  ['group_mentioned_message', undefined],
  ['limit_sharing_message', undefined],
  ['lottie_sticker_message', undefined],
  ['newsletter_admin_profile_message', undefined],
  ['newsletter_admin_profile_status_message', undefined],
  ['poll_creation_message_v4', undefined],
  ['poll_creation_option_image_message', undefined],
  ['question_message', undefined],
  ['question_reply_message', undefined],
  ['spoiler_message', undefined],
]);

/** The message that this one belongs to or replaces. */
export interface MessageAssociation {
  /** 1 an item of an album, 5 the HD replacement of a video, 10 the HD replacement of an image; or a name. */
  type: number | string;
  /** The id of the other message. */
  parentId: string;
}

export interface UnwrappedMessage {
  /** The message inside all wrappers. */
  message: unknown;
  isViewOnce: boolean;
  isEphemeral: boolean;
  isStatus: boolean;
  /** For an edit: the id of the message that it changes. */
  editOf: string | undefined;
  /** For an edit: whether it names the message that it changes. */
  namesTarget: boolean;
  /** For an edit: the time of the edit, if the edit contains it. */
  editedAt: Date | undefined;
  association: MessageAssociation | undefined;
}

// A payload of 200 levels has room for 100 wrappers.
const MAX_WRAPPERS = 100;

/** Removes the wrappers of a message. An edit is a wrapper too. */
export function unwrapMessage(message: unknown, ownId: string): UnwrappedMessage {
  const unwrapped: UnwrappedMessage = {
    message,
    isViewOnce: false,
    isEphemeral: false,
    isStatus: false,
    editOf: undefined,
    namesTarget: false,
    editedAt: undefined,
    association: undefined,
  };
  for (let count = 0; count < MAX_WRAPPERS && isRecord(unwrapped.message); count++) {
    if (!unwrapOnce(unwrapped.message, unwrapped, ownId)) break;
  }
  return unwrapped;
}

function unwrapOnce(message: Record<string, unknown>, unwrapped: UnwrappedMessage, ownId: string): boolean {
  let wrapper: string | undefined;
  let hasContent = false;
  for (const key in message) {
    const node = message[key];
    if (isAbsent(node)) continue;
    if (key === 'message_context_info') unwrapped.association ??= readAssociation(node);
    else if (key === 'protocol_message') {
      if (unwrapEdit(node, unwrapped, ownId)) return true;
      hasContent = true;
    } else if (NODES.has(key)) hasContent = true;
    else if (isWrapper(key, node) && (wrapper === undefined || !WRAPPERS.has(wrapper))) wrapper = key;
  }
  // A known wrapper takes precedence over a content node. An unknown node with a `message` is a wrapper only if there is no
  // content node.
  if (wrapper === undefined || (hasContent && !WRAPPERS.has(wrapper))) return false;
  const flag = WRAPPERS.get(wrapper);
  if (flag === 'isEdited') unwrapped.editOf ??= ownId;
  else if (flag !== undefined) unwrapped[flag] = true;
  unwrapped.message = (message[wrapper] as { message: unknown }).message;
  return true;
}

function isWrapper(key: string, node: unknown): node is { message: Record<string, unknown> } {
  return isRecord(node) && isRecord(node.message) && !COMPANIONS.has(key);
}

function unwrapEdit(node: unknown, unwrapped: UnwrappedMessage, ownId: string): boolean {
  const edit = readProtocolEdit(node);
  if (edit === undefined) return false;
  unwrapped.editOf = edit.targetId ?? unwrapped.editOf ?? ownId;
  unwrapped.namesTarget = true;
  unwrapped.editedAt = edit.editedAt ?? unwrapped.editedAt;
  unwrapped.message = edit.message;
  return true;
}

const readContext = createReader(messageContextInfo);

function readAssociation(node: unknown): MessageAssociation | undefined {
  if (!isRecord(node) || !isRecord(node.message_association)) return undefined;
  const result = readContext(node);
  if (!result.ok) return undefined;
  const { association_type: type, parent_message_key: key } = result.value.message_association ?? {};
  const parentId = isRecord(key) ? key.id : undefined;
  if (typeof parentId !== 'string' || parentId === '') return undefined;
  return { type: parseNumber(type) ?? type ?? 0, parentId };
}
