import { newMessageId } from '../identities/ids.ts';
import { sourceOf } from '../identities/source.ts';
import type { MessageSampleOptions } from '../options/message-options.ts';
import type { Node } from './node.ts';

/** The key of the message that a content refers to. */
export function messageKey(options: MessageSampleOptions, targetId = options.targetId ?? newMessageId()): Node {
  return { remoteJID: sourceOf(options).Chat, fromMe: options.fromMe ?? false, ID: targetId };
}
