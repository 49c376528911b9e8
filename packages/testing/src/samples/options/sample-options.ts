import { EVENT_TYPES, type EventType } from '@vzaps/core/events';
import { checkOptions, invalidOption, type OptionRules } from '@vzaps/core/webhooks';
import { SAMPLE_KINDS } from '../content/build-message.ts';
import {
  CHAT_PRESENCE_RULES,
  type ChatPresenceSampleOptions,
  GROUP_RULES,
  type GroupSampleOptions,
  HISTORY_RULES,
  type HistorySyncSampleOptions,
  PRESENCE_RULES,
  type PresenceSampleOptions,
  RECEIPT_RULES,
  type ReadReceiptSampleOptions,
} from './event-options.ts';
import { MESSAGE_RULES, type MessageSampleOptions, NESTED_RULES } from './message-options.ts';
import { oneOfOption } from './rules.ts';
import { VARIANTS } from './variants.ts';
import { WIRE_RULES, type WireOptions } from './wire-options.ts';

/** The options of each event type's sample. */
export interface SampleOptionsByType {
  /** Kind, content and sender of a message. */
  Message: MessageSampleOptions;
  /** State, kind and message ids of a receipt. */
  ReadReceipt: ReadReceiptSampleOptions;
  /** Whether a person is online. */
  Presence: PresenceSampleOptions;
  /** Whether a person types or records. */
  ChatPresence: ChatPresenceSampleOptions;
  /** A part of the history. */
  HistorySync: HistorySyncSampleOptions;
  /** No options of its own. */
  Connected: object;
  /** No options of its own. */
  Disconnected: object;
  /** The group, the people that joined, and the person that added them. */
  GroupParticipantsAdd: GroupSampleOptions;
  /** The group, the people that left, and the person that removed them. */
  GroupParticipantsRemove: GroupSampleOptions;
}

/** The options of `samplePayload()` for an event type: those of the type, and how the payload is written. */
export type SampleOptions<T extends EventType> = SampleOptionsByType[T] & WireOptions;

const RULES: Record<EventType, OptionRules> = {
  Message: { ...MESSAGE_RULES, kind: oneOfOption(...SAMPLE_KINDS), ...WIRE_RULES },
  ReadReceipt: { ...RECEIPT_RULES, ...WIRE_RULES },
  Presence: { ...PRESENCE_RULES, ...WIRE_RULES },
  ChatPresence: { ...CHAT_PRESENCE_RULES, ...WIRE_RULES },
  HistorySync: { ...HISTORY_RULES, ...WIRE_RULES },
  Connected: WIRE_RULES,
  Disconnected: WIRE_RULES,
  GroupParticipantsAdd: { ...GROUP_RULES, ...WIRE_RULES },
  GroupParticipantsRemove: { ...GROUP_RULES, ...WIRE_RULES },
};

/** @throws VZapsError `INVALID_OPTION` */
export function checkSampleOptions(owner: string, type: EventType, options: object): void {
  if (!Object.hasOwn(RULES, type)) throw invalidOption(owner, 'type', type, `one of: ${EVENT_TYPES.join(', ')}`);
  checkOptions(owner, options, RULES[type]);
  if (type === 'Message') checkMessageOptions(owner, options as MessageSampleOptions);
}

function checkMessageOptions(owner: string, options: MessageSampleOptions): void {
  for (const [name, rules] of Object.entries(NESTED_RULES)) {
    const value: unknown = Reflect.get(options, name);
    if (value !== undefined) checkOptions(owner, value, rules, `${name}.`);
  }
  const { kind = 'text', variant } = options;
  const variants: readonly string[] = kind in VARIANTS ? VARIANTS[kind as keyof typeof VARIANTS] : [];
  if (variant !== undefined && !variants.includes(variant)) {
    const expected = variants.length > 0 ? `one of: ${variants.join(', ')}` : 'absent';
    throw invalidOption(owner, 'variant', variant, `${expected} for the kind '${kind}'`);
  }
}

/** Keeps the options that samples of this event type have. */
export function pickSampleOptions(type: EventType, options: object): object {
  const known = Object.hasOwn(RULES, type) ? RULES[type] : {};
  return Object.fromEntries(Object.entries(options).filter(([name]) => Object.hasOwn(known, name)));
}
