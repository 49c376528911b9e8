import type { Jid } from '../jid.ts';
import { hashText, toKeyPart } from './key-part.ts';
import { senderIdentity } from './sender-identity.ts';

interface IdentifiedMessage {
  messageId: string;
  chat: Jid;
  fromMe: boolean;
  sender: Jid;
  senderAlt: Jid | undefined;
  isDirect: boolean;
  /** Set for an edit or a revoke whose target is its own id. */
  change: { kind: 'edit' | 'revoke'; time: Date | undefined; node: unknown } | undefined;
}

/**
 * The key of a message. In a direct chat it is the message id: other people never see the id, and the two copies of a
 * message may name the chat differently. Elsewhere ids are unique only per chat and sender, and members of a group see each
 * other's ids, so the chat and the sender are part of the key. The time is part of the key of a message that changes the
 * message of its own id, so that it is no duplicate of that message.
 */
export function createMessageKey(message: IdentifiedMessage): string {
  const { messageId, change } = message;
  const scoped = message.isDirect
    ? toDirectKey(messageId)
    : `${toKeyPart(message.chat)}|${toKeyPart(senderIdentity(message))}|${toKeyPart(messageId)}`;
  if (change === undefined) return scoped;
  const time = change.time?.toISOString() ?? hashText(JSON.stringify(change.node) ?? '');
  return `${scoped}|${change.kind}|${time}`;
}

/** Events without a key of their own have their `evt_…` id as the key. So a message id must not look like one. */
function toDirectKey(messageId: string): string {
  const part = toKeyPart(messageId);
  return part.startsWith('evt_') ? `%65${part.slice(1)}` : part;
}
