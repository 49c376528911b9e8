import type { ContentKind, EventType, Jid, ReceiptState } from '@vzaps/core/events';

/** How it goes over the wire. */
export interface WireOptions {
  /** A `{type, event}`, B inside `json_data`, C inside `data` of a realtime frame. Default A. */
  envelope?: 'A' | 'B' | 'C';
  /** Of the keys of the event. Default `snake`, as in production. */
  casing?: 'snake' | 'go';
  /** Write `json_data` as JSON text, in envelope B. */
  jsonDataAsString?: boolean;
  /** Write `event` as JSON text. */
  eventAsString?: boolean;
  /** What B and C claim. */
  instanceId?: string;
  /** The instance token beside `json_data`: a secret, so that a test can see that nobody logs it. */
  token?: string;
  /** The id of envelope C; fresh by default. */
  eventId?: string;
  /** When envelope C was made; now by default. */
  createdAt?: Date;
}

/** Who speaks with whom. */
export interface SourceSampleOptions {
  /** The other side's phone. */
  phone?: string;
  /** Sent by the connected number itself. */
  fromMe?: boolean;
  /** In a group; its JID, or `true` for some group. */
  group?: Jid | boolean;
  /** Only the LID is known: the first of twins. Its complete copy is the same without this, and the same `messageId`. */
  partial?: boolean;
  /** As it stands on the wire, instead of what follows from the rest. */
  chat?: Jid;
  sender?: Jid;
  timestamp?: Date;
}

/** A message that another one answers. */
export interface QuotedSampleOptions {
  messageId: string;
  sender?: Jid;
  text?: string;
}

export interface MessageSampleOptions extends SourceSampleOptions {
  /** Default `text`. */
  kind?: ContentKind;
  /** The text, the caption, the emoji of a reaction, the question of a poll, the new text of an edit. */
  text?: string;
  /** Default a fresh one. */
  messageId?: string;
  pushName?: string;
  /** The message that a reaction, a vote, an edit or a revoke is about. */
  targetId?: string;
  quoted?: QuotedSampleOptions;
  mentions?: Jid[];
  forwarded?: boolean;
  viewOnce?: boolean;
  ephemeral?: boolean;
  /** Leave the content inside of its view-once or ephemeral wrapper. */
  wrapped?: boolean;
  /** The ready file; `null` for none. Default one for incoming media. */
  mediaUrl?: string | null;
}

export interface ReadReceiptSampleOptions extends SourceSampleOptions {
  /** Default `Read`. */
  state?: ReceiptState;
  /** Default a fresh one. */
  messageIds?: string[];
}

export interface PresenceSampleOptions {
  phone?: string;
  partial?: boolean;
  sender?: Jid;
  online?: boolean;
  lastSeen?: Date;
}

export interface ChatPresenceSampleOptions extends SourceSampleOptions {
  state?: 'composing' | 'recording' | 'paused';
}

export interface HistorySyncSampleOptions {
  syncType?: number;
  progress?: number;
  chunkOrder?: number;
  conversations?: object[];
}

export interface GroupSampleOptions {
  chat?: Jid;
  participants?: Jid[];
  actor?: Jid;
  timestamp?: Date;
}

/** What can be told about each event. */
export interface FactsByType {
  Message: MessageSampleOptions;
  ReadReceipt: ReadReceiptSampleOptions;
  Presence: PresenceSampleOptions;
  ChatPresence: ChatPresenceSampleOptions;
  HistorySync: HistorySyncSampleOptions;
  Connected: object;
  Disconnected: object;
  GroupParticipantsAdd: GroupSampleOptions;
  GroupParticipantsRemove: GroupSampleOptions;
}

export type SampleOptions<T extends EventType> = FactsByType[T] & WireOptions;
