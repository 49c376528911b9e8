import { type EventOf, type EventType, parseEvent } from '@vzaps/core/events';
import type { SampleOptions } from './options.ts';
import { factsOf } from './options-of-event.ts';
import { samplePayload } from './sample-payload.ts';

/**
 * A typed event with fresh ids: a sample payload, parsed. Overrides that a payload can tell (`text`, `messageId`,
 * `fromMe`, …) go through it, so that `raw`, `key` and `content` agree; then all are set as given. `options` are those of
 * the payload, such as `{ kind: 'image', envelope: 'B' }`.
 */
export function sampleEvent<T extends EventType>(
  type: T,
  overrides: Partial<EventOf<T>> = {},
  options: SampleOptions<T> = {} as SampleOptions<T>,
): EventOf<T> {
  const event = parseEvent(samplePayload(type, { ...factsOf(overrides), ...options }));
  // Not assigned: a HistorySync's `conversations` is read-only.
  return Object.defineProperties(event, Object.getOwnPropertyDescriptors(overrides)) as EventOf<T>;
}
