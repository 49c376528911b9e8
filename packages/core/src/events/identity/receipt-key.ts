import { type Jid, toUserJid } from '../jid.ts';
import { hashText, toKeyPart } from './key-part.ts';
import { senderIdentity } from './sender-identity.ts';

interface ReceiptSource {
  chat: Jid;
  fromMe: boolean;
  sender: Jid;
  senderAlt: Jid | undefined;
}

/**
 * The key of a receipt: its state or kind, chat, sender and a hash of its ids. The sender is part of it because two people of
 * a group can read the same message. `undefined` if the state, the chat or the sender is unknown.
 */
export function createReceiptKey(
  state: string | undefined,
  source: ReceiptSource | undefined,
  messageIds: string[],
): string | undefined {
  if (state === undefined || source === undefined) return undefined;
  const parts = [state, toUserJid(source.chat), senderIdentity(source)];
  // The ids are hashed as JSON, which differs for ['A', 'B'] and ['A,B'].
  return `${parts.map(toKeyPart).join('|')}|${hashText(JSON.stringify(messageIds))}`;
}
