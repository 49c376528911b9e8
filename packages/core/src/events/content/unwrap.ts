import { isRecord } from '../wire/record.ts';
import { editIn } from './changes.ts';

/** What a message is wrapped in, and what the wrapper tells about it. */
export const WRAPPERS = new Map<string, 'viewOnce' | 'ephemeral' | 'edited' | undefined>([
  ['ephemeral_message', 'ephemeral'],
  ['view_once_message', 'viewOnce'],
  ['view_once_message_v2', 'viewOnce'],
  ['view_once_message_v2_extension', 'viewOnce'],
  ['edited_message', 'edited'],
  ['document_with_caption_message', undefined],
  ['device_sent_message', undefined],
  // lineage: wrapped in the same way.
  ['group_mentioned_message', undefined],
  ['lottie_sticker_message', undefined],
  ['associated_child_message', undefined],
  ['bot_invoke_message', undefined],
]);

export interface Unwrapped {
  message: unknown;
  viewOnce: boolean;
  ephemeral: boolean;
  /** For an edit, the message that it changes. */
  editOf?: string;
}

/** Takes every wrapper off, to any depth: that of a payload is bounded. */
export function unwrap(message: unknown, ownId: string): Unwrapped {
  const found: Unwrapped = { message, viewOnce: false, ephemeral: false };
  while (isRecord(found.message) && unwrapOnce(found.message, found, ownId));
  return found;
}

function unwrapOnce(message: Record<string, unknown>, found: Unwrapped, ownId: string): boolean {
  for (const key in message) {
    if (key === 'protocol_message') {
      const edit = editIn(message[key]);
      if (edit === undefined) continue;
      found.editOf = edit.targetId ?? found.editOf ?? ownId;
      found.message = edit.message;
      return true;
    }
    if (!WRAPPERS.has(key)) continue;
    const wrapper = message[key];
    if (!isRecord(wrapper) || !isRecord(wrapper.message)) continue;
    const tells = WRAPPERS.get(key);
    if (tells === 'edited') found.editOf ??= ownId;
    else if (tells) found[tells] = true;
    found.message = wrapper.message;
    return true;
  }
  return false;
}
