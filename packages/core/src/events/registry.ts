import { chatPresence } from './types/chat-presence.ts';
import { connected, disconnected } from './types/connection.ts';
import type { EventDefinition } from './types/define-event.ts';
import { groupParticipantsAdd, groupParticipantsRemove } from './types/group-participants.ts';
import { historySync } from './types/history-sync.ts';
import { message } from './types/message.ts';
import { presence } from './types/presence.ts';
import { readReceipt } from './types/read-receipt.ts';
import type { UnknownEvent } from './types/unknown.ts';

/**
 * The one list of event types. `EVENT_TYPES`, the types, the parser, the schemas and the reference page follow from it. To
 * add an event type, add its definition here, its fixtures in `packages/core/fixtures`, and its sample in @vzaps/testing.
 */
export const registry = [
  message,
  readReceipt,
  presence,
  chatPresence,
  historySync,
  connected,
  disconnected,
  groupParticipantsAdd,
  groupParticipantsRemove,
] as const;

type Registry = typeof registry;
type TypesOf<Definitions extends readonly { type: string }[]> = {
  readonly [Index in keyof Definitions]: Definitions[Index]['type'];
};

/** The events of VZaps, exact and case-sensitive [doc]. `All` is a subscription value, never an event. */
export const EVENT_TYPES = registry.map(({ type }) => type) as unknown as TypesOf<Registry>;

/** The name of an event, as VZaps writes it. */
export type EventType = Registry[number]['type'];

const types: ReadonlySet<unknown> = new Set(EVENT_TYPES);

/**
 * Whether a value is the exact name of an event.
 *
 * @example
 * import { isEventType } from '@vzaps/core/events';
 *
 * isEventType('Message'); // true
 * isEventType('message'); // false
 */
export function isEventType(value: unknown): value is EventType {
  return types.has(value);
}

type EventIn<Definition> = Definition extends EventDefinition<infer E> ? E : never;

type RegisteredEvent = EventIn<Registry[number]>;

/** Every event by its type. */
export type EventByType = { [T in EventType]: Extract<RegisteredEvent, { type: T }> } & { Unknown: UnknownEvent };

/** The event of a type: `EventOf<'Message'>` is `VZapsMessageEvent`. */
export type EventOf<T extends keyof EventByType> = EventByType[T];

/** Any event. Narrow it by `event.type`. */
export type VZapsEvent = RegisteredEvent | UnknownEvent;
