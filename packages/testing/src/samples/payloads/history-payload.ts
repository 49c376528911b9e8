import { newMessageId } from '../identities/ids.ts';
import { PERSON, phoneJid } from '../identities/people.ts';
import type { HistorySyncSampleOptions } from '../options/event-options.ts';
import { Verbatim } from '../wire/casing.ts';
import type { Payload } from '../wire/envelope.ts';

export function historyPayload(options: HistorySyncSampleOptions): Payload {
  const { syncType = 3, progress = 100, chunkOrder = 1, conversations, namesKey = 'pushnames' } = options;
  return {
    type: 'HistorySync',
    event: {
      Data: {
        syncType,
        progress,
        chunkOrder,
        conversations: conversations ? new Verbatim(conversations) : [conversation()],
        [namesKey]: [{ ID: phoneJid(PERSON.phone), pushname: PERSON.name }],
      },
    },
  };
}

function conversation() {
  const jid = phoneJid(PERSON.phone);
  const key = { remoteJID: jid, fromMe: false, ID: newMessageId() };
  const message = { key, message: { conversation: 'Hello from before' }, messageTimestamp: 1_789_576_260 };
  return { ID: jid, messages: [{ message, msgOrderID: 1 }], unreadCount: 1 };
}
