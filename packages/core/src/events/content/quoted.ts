import type { Jid } from '../jid.ts';
import { isRecord } from '../wire/record.ts';
import type { MessageContent } from './content.ts';
import type { ContextInfo } from './context-info.ts';
import { readMessage } from './message-node.ts';

/** The message that another one answers. */
export interface Quoted {
  /** Its id. */
  messageId: string;
  /** Who wrote it. */
  sender?: Jid;
  /** The chat of the quoted message, where it is another one: `status@broadcast` for an answer to a status. */
  chat?: Jid;
  /** What it says. */
  content?: MessageContent;
}

export function quotedOf({ stanza_id, participant, quoted_message }: ContextInfo): Quoted | undefined {
  if (!stanza_id) return undefined;
  return {
    messageId: stanza_id,
    ...(participant && { sender: participant }),
    ...(isRecord(quoted_message) && { content: readMessage(quoted_message, stanza_id).content }),
  };
}

export function mentionsOf({ mentioned_jid }: ContextInfo): Jid[] {
  return mentioned_jid ? mentioned_jid.flatMap((jid) => jid || []) : [];
}
