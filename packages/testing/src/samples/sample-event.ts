import { type EventOf, type EventType, parseEvent } from '@vzaps/core/events';
import { factsOf } from './facts-of.ts';
import { samplePayload } from './sample-payload.ts';

/**
 * A typed event with fresh ids: a sample payload, parsed. Overrides that a payload can tell (`text`, `messageId`,
 * `fromMe`, `content: { kind }`, …) go through it, so that `raw`, `key` and `content` agree; then all are set as given.
 */
export function sampleEvent<T extends EventType>(type: T, overrides: Partial<EventOf<T>> = {}): EventOf<T> {
  const event = parseEvent(samplePayload(type, factsOf(overrides)));
  // Not assigned: a HistorySync's `conversations` is read-only.
  return Object.defineProperties(event, Object.getOwnPropertyDescriptors(overrides)) as EventOf<T>;
}
