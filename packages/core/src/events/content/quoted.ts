import type { Jid } from '../jid.ts';
import { isRecord } from '../wire/is-record.ts';
import type { ContextInfo } from './context-info.ts';
import type { MessageContent } from './message-content.ts';
import { readMessage } from './read-message.ts';

/** The message that another one answers. */
export interface Quoted {
  /** The id of the quoted message. */
  messageId: string;
  /** The author of the quoted message. */
  sender?: Jid;
  /** The chat of the quoted message, if it is known: `status@broadcast` for an answer to a status. */
  chat?: Jid;
  /** What the quoted message says. */
  content?: MessageContent;
}

export function readQuoted({ stanza_id, participant, remote_jid, quoted_message }: ContextInfo): Quoted | undefined {
  if (!stanza_id) return undefined;
  const quoted: Quoted = { messageId: stanza_id };
  if (participant) quoted.sender = participant;
  if (remote_jid) quoted.chat = remote_jid;
  if (isRecord(quoted_message)) quoted.content = readMessage(quoted_message, stanza_id).content;
  return quoted;
}
