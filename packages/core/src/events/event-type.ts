/** The nine events of VZaps, exact and case-sensitive [doc]. `All` is a subscription value, never an event. */
export const EVENT_TYPES = [
  'Message',
  'ReadReceipt',
  'Presence',
  'ChatPresence',
  'HistorySync',
  'Connected',
  'Disconnected',
  'GroupParticipantsAdd',
  'GroupParticipantsRemove',
] as const;

/** The name of an event, as VZaps writes it. */
export type EventType = (typeof EVENT_TYPES)[number];

const KNOWN: ReadonlySet<unknown> = new Set(EVENT_TYPES);

export function isEventType(value: unknown): value is EventType {
  return KNOWN.has(value);
}
