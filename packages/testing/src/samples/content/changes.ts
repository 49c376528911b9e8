import { messageKey } from './message-key.ts';
import type { BuildContent, Node } from './node.ts';

// Keys and initialization vectors have the right form but decrypt nothing.
const encrypted = { encPayload: 'mFuAYmVpOQ==', encIV: 'AAECAwQFBgcICQoL' };

export const reaction: BuildContent = ({ variant, text = variant === 'removed' ? '' : '👍', ...options }) => {
  const key = messageKey(options);
  if (variant === 'encrypted') return { encReactionMessage: { targetMessageKey: key, ...encrypted } };
  return { reactionMessage: { key, text, senderTimestampMS: 1_789_662_660_000 } };
};

export const pollVote: BuildContent = (options) => ({
  pollUpdateMessage: {
    pollCreationMessageKey: messageKey(options),
    vote: encrypted,
    senderTimestampMS: 1_789_662_660_000,
  },
});

export const pin: BuildContent = ({ pinned = true, ...options }) => ({
  pinInChatMessage: { key: messageKey(options), type: pinned ? 1 : 2, senderTimestampMS: 1_789_662_660_000 },
});

export const edit: BuildContent = ({ text = 'Hello, edited', variant, ...options }) => {
  if (variant === 'sealed') {
    const secret = { targetMessageKey: messageKey(options), ...encrypted, secretEncType: 2 };
    return { secretEncryptedMessage: secret };
  }
  // These two variants carry the new content itself. The payload beside it says that it is an edit.
  if (variant === 'resent' || variant === 'channel') return { conversation: text };
  const protocolMessage = editProtocolMessage(messageKey(options), { conversation: text });
  return variant === 'wrapped' ? { editedMessage: { message: { protocolMessage } } } : { protocolMessage };
};

export function editProtocolMessage(key: Node, editedMessage: Node): Node {
  return { key, type: 14, editedMessage, timestampMS: 1_789_662_720_000 };
}

export const revoke: BuildContent = ({ variant, ...options }) => ({
  protocolMessage: { key: messageKey(options), ...(variant !== 'withoutType' && { type: 0 }) },
});
