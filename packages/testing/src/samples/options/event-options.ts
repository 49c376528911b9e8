import type { Jid, ReceiptState } from '@vzaps/core/events';
import { customOption, type OptionRules, stringOption } from '@vzaps/core/webhooks';
import { booleanOption, dateOption, jidOption, listOption, numberOption, oneOfOption, textOption } from './rules.ts';
import { SOURCE_RULES, type SourceSampleOptions } from './source-options.ts';

/** The options of a `ReadReceipt` sample. */
export interface ReadReceiptSampleOptions extends SourceSampleOptions {
  /** Default: `Read`. Without a default if `receiptType` is given. */
  state?: ReceiptState;
  /** WhatsApp's own kind, such as `retry`. VZaps has no `state` for many kinds. Default: follows from `state`. */
  receiptType?: string;
  /** Default: one new id. */
  messageIds?: string[];
}

/** The options of a `Presence` sample. */
export interface PresenceSampleOptions {
  /** The phone of the person, in digits. Default: `5511900001234`. */
  phone?: string;
  /** Whether only the LID of the person is known. Default: `false`. */
  partial?: boolean;
  /** The sender on the wire. Default: follows from `phone` and `partial`. */
  sender?: Jid;
  /** Default: `true`. */
  online?: boolean;
  /** Default: none. */
  lastSeen?: Date;
}

/** The options of a `ChatPresence` sample. */
export interface ChatPresenceSampleOptions extends SourceSampleOptions {
  /** Default: `composing`. */
  state?: 'composing' | 'recording' | 'paused';
}

/** The options of a `HistorySync` sample. */
export interface HistorySyncSampleOptions {
  /** Default: 3, a part of the recent history. */
  syncType?: number;
  /** Default: 100 percent. */
  progress?: number;
  /** Default: 1. */
  chunkOrder?: number;
  /** The conversations as VZaps sends them. Their keys are not changed. Default: one conversation. */
  conversations?: object[];
  /** The key of the list of names. `pushnames` is the protobuf's name. Default: `pushnames`. */
  namesKey?: 'pushnames' | 'pushNames';
}

/** A person in a group event: a JID, or a JID with a phone in digits. */
export type ParticipantSample = Jid | { jid: Jid; phone?: string };

/** The options of a `GroupParticipantsAdd` or `GroupParticipantsRemove` sample. */
export interface GroupSampleOptions {
  /** Default: the default group. */
  chat?: Jid;
  /** Default: the default person. */
  participants?: readonly ParticipantSample[];
  /** Default: another person. */
  actor?: ParticipantSample;
  /** Default: now. */
  timestamp?: Date;
  /**
   * VZaps does not publish the shape, so there are several. `jids`: `jid`, and `participants` as JIDs. `objects`:
   * `group_jid`, and `participants` as objects. `whatsmeow`: `join` or `leave` beside an empty `participants`, and
   * `sender_pn`. `baileys`: `id`, `author`, and `participants` with `phone_number`. Default: `jids`.
   */
  shape?: 'jids' | 'objects' | 'whatsmeow' | 'baileys';
}

const listOfPeople = customOption(
  'a list of JIDs or of { jid, phone }',
  (value) => Array.isArray(value) && value.every(isPerson),
);

export const RECEIPT_RULES = {
  ...SOURCE_RULES,
  state: textOption,
  receiptType: textOption,
  messageIds: listOption,
} satisfies OptionRules & Record<keyof ReadReceiptSampleOptions, unknown>;

export const PRESENCE_RULES = {
  phone: stringOption,
  partial: booleanOption,
  sender: jidOption,
  online: booleanOption,
  lastSeen: dateOption,
} satisfies OptionRules & Record<keyof PresenceSampleOptions, unknown>;

export const CHAT_PRESENCE_RULES = {
  ...SOURCE_RULES,
  state: oneOfOption('composing', 'recording', 'paused'),
} satisfies OptionRules & Record<keyof ChatPresenceSampleOptions, unknown>;

export const HISTORY_RULES = {
  syncType: numberOption,
  progress: numberOption,
  chunkOrder: numberOption,
  conversations: listOption,
  namesKey: oneOfOption('pushnames', 'pushNames'),
} satisfies OptionRules & Record<keyof HistorySyncSampleOptions, unknown>;

export const GROUP_RULES = {
  chat: jidOption,
  participants: listOfPeople,
  actor: customOption('a JID or { jid, phone }', isPerson),
  timestamp: dateOption,
  shape: oneOfOption('jids', 'objects', 'whatsmeow', 'baileys'),
} satisfies OptionRules & Record<keyof GroupSampleOptions, unknown>;

function isPerson(value: unknown): boolean {
  const jid = typeof value === 'object' && value !== null && 'jid' in value ? value.jid : value;
  return typeof jid === 'string' && jid.includes('@');
}
