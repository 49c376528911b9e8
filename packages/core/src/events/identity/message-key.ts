import type { Jid } from '../jid.ts';
import { hashText, toKeyPart } from './key-part.ts';
import { senderIdentity } from './sender-identity.ts';

interface MessageChange {
  kind: 'edit' | 'revoke';
  /** When the channel's post was edited, else when the message was sent. */
  time: Date | undefined;
  /** The time of the edit, if the edit contains it. */
  editedAt: Date | undefined;
  /** The content on the wire. It identifies a change without any time. */
  node: unknown;
}

interface IdentifiedMessage {
  messageId: string;
  chat: Jid;
  fromMe: boolean;
  sender: Jid;
  senderAlt: Jid | undefined;
  isDirect: boolean;
  /** Set for an edit or a revoke whose target is its own id. */
  change: MessageChange | undefined;
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
  return `${scoped}|${change.kind}|${timeOf(change)}`;
}

function timeOf({ time, editedAt, node }: MessageChange): string {
  const times = [time, editedAt].flatMap((each) => each?.toISOString() ?? []);
  // The key has the time of the message and of the edit: a message that the phone sent again may have the original time.
  return times.length > 0 ? times.join('|') : hashText(JSON.stringify(node) ?? '');
}

/** Events without a key of their own have their `evt_…` id as the key. So a message id must not look like one. */
function toDirectKey(messageId: string): string {
  const part = toKeyPart(messageId);
  return part.startsWith('evt_') ? `%65${part.slice(1)}` : part;
}
