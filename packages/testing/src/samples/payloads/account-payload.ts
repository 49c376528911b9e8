import { freshMessageId } from '../identities/ids.ts';
import { GROUP, PERSON, phoneJid } from '../identities/people.ts';
import { rfc3339 } from '../identities/time.ts';
import type { GroupSampleOptions, HistorySyncSampleOptions } from '../options.ts';

export function historyPayload(facts: HistorySyncSampleOptions) {
  const { syncType = 3, progress = 100, chunkOrder = 1, conversations = [conversation()] } = facts;
  return {
    type: 'HistorySync',
    event: {
      data: {
        sync_type: syncType,
        progress,
        chunk_order: chunkOrder,
        conversations,
        push_names: [{ id: phoneJid(PERSON.phone), pushname: PERSON.name }],
      },
    },
  };
}

function conversation() {
  const jid = phoneJid(PERSON.phone);
  const key = { remote_jid: jid, from_me: false, id: freshMessageId() };
  const message = { key, message: { conversation: 'Hello from before' }, message_timestamp: 1_789_576_260 };
  return { id: jid, messages: [{ message, msg_order_id: 1 }], unread_count: 1 };
}

export function connectionPayload(type: 'Connected' | 'Disconnected') {
  return { type, event: {} };
}

export function groupPayload(type: 'GroupParticipantsAdd' | 'GroupParticipantsRemove', facts: GroupSampleOptions) {
  const { chat = GROUP, participants = [phoneJid(PERSON.phone)], actor = phoneJid('5511900005678') } = facts;
  return {
    type,
    event: { jid: chat, participants, sender: actor, timestamp: rfc3339(facts.timestamp ?? new Date()) },
  };
}
