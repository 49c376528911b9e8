import { lettersOf, nearestName } from '../shared/nearest-name.ts';
import { EVENT_TYPES, type EventType } from './registry.ts';

// Names that VZaps' documentation calls invalid, and the types that they mean.
const INVALID_NAMES = new Map<string, EventType>([
  ['receipt', 'ReadReceipt'],
  ['messageread', 'ReadReceipt'],
  ['messagedelivered', 'ReadReceipt'],
]);

/**
 * Returns the event type that a misspelt name most likely means, for an error message. `undefined` if none is near.
 *
 * @example
 * import { nearestEventType } from '@vzaps/core/events';
 *
 * nearestEventType('MessageRead'); // 'ReadReceipt'
 */
export function nearestEventType(name: string): EventType | undefined {
  return INVALID_NAMES.get(lettersOf(name)) ?? nearestName(name, EVENT_TYPES);
}
