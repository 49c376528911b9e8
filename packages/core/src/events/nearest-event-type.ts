import { lettersOf, nearestName } from '../shared/nearest-name.ts';
import { EVENT_TYPES, type EventType } from './event-type.ts';

// Names that VZaps' documentation calls invalid, each with the type that was meant.
const MEANT = new Map<string, EventType>([
  ['receipt', 'ReadReceipt'],
  ['messageread', 'ReadReceipt'],
  ['messagedelivered', 'ReadReceipt'],
]);

/** The event type that a misspelt name most likely means, for an error message. `undefined` if none is near. */
export function nearestEventType(name: string): EventType | undefined {
  return MEANT.get(lettersOf(name)) ?? nearestName(name, EVENT_TYPES);
}
