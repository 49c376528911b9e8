import type { ChatPresenceEvent } from './chat-presence.ts';
import type { ConnectedEvent, DisconnectedEvent } from './connection.ts';
import type { GroupParticipantsAddEvent, GroupParticipantsRemoveEvent } from './group-participants.ts';
import type { HistorySyncEvent } from './history-sync.ts';
import type { VZapsMessageEvent } from './message.ts';
import type { PresenceEvent } from './presence.ts';
import type { ReadReceiptEvent } from './read-receipt.ts';
import type { UnknownEvent } from './unknown.ts';

/** Every event, by its name. */
export interface EventByType {
  Message: VZapsMessageEvent;
  ReadReceipt: ReadReceiptEvent;
  Presence: PresenceEvent;
  ChatPresence: ChatPresenceEvent;
  HistorySync: HistorySyncEvent;
  Connected: ConnectedEvent;
  Disconnected: DisconnectedEvent;
  GroupParticipantsAdd: GroupParticipantsAddEvent;
  GroupParticipantsRemove: GroupParticipantsRemoveEvent;
  Unknown: UnknownEvent;
}

/** The event of a name: `EventOf<'Message'>` is `MessageEvent`. */
export type EventOf<T extends keyof EventByType> = EventByType[T];

/** Whatever VZaps may tell; narrow it by `event.type`. */
export type VZapsEvent = EventByType[keyof EventByType];
