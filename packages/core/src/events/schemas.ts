import { chatPresence } from './chat-presence.ts';
import { connected, disconnected } from './connection.ts';
import type { EventDefinition } from './define-event.ts';
import type { EventType } from './event-type.ts';
import { groupParticipantsAdd, groupParticipantsRemove } from './group-participants.ts';
import { historySync } from './history-sync.ts';
import { message } from './message.ts';
import { presence } from './presence.ts';
import { readReceipt } from './read-receipt.ts';

/** One definition per event; a name without one does not compile. */
export const definitions: { readonly [T in EventType]: EventDefinition<T> } = {
  Message: message,
  ReadReceipt: readReceipt,
  Presence: presence,
  ChatPresence: chatPresence,
  HistorySync: historySync,
  Connected: connected,
  Disconnected: disconnected,
  GroupParticipantsAdd: groupParticipantsAdd,
  GroupParticipantsRemove: groupParticipantsRemove,
};

/**
 * The payloads as they stand on the wire (envelope A, snake_case), by event: loose, with the certainty of each field in
 * its description. For documentation and for validators elsewhere (`z.toJSONSchema`); `parseEvent` accepts more.
 */
export const schemas = {
  Message: message.schema,
  ReadReceipt: readReceipt.schema,
  Presence: presence.schema,
  ChatPresence: chatPresence.schema,
  HistorySync: historySync.schema,
  Connected: connected.schema,
  Disconnected: disconnected.schema,
  GroupParticipantsAdd: groupParticipantsAdd.schema,
  GroupParticipantsRemove: groupParticipantsRemove.schema,
} as const;
