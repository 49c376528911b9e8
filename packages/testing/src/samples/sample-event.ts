import { type EventOf, type EventType, parseEvent } from '@vzaps/core/events';
import { optionsOfEvent } from './event-options.ts';
import { checkSampleOptions, pickSampleOptions, type SampleOptions } from './options/sample-options.ts';
import { samplePayload } from './sample-payload.ts';

/**
 * Returns a typed event with new ids: a sample payload that was parsed. Overrides that a payload can express (`text`,
 * `messageId`, `fromMe`, …) go through the payload, so that `raw`, `key` and `content` agree. Then every override is set
 * as given.
 *
 * @param overrides Fields of the event.
 * @param options Options of the payload, such as `{ kind: 'image', envelope: 'B' }`.
 * @throws VZapsError `INVALID_OPTION` for an unknown event type, an unknown option or a wrong value.
 *
 * @example
 * import { sampleEvent } from '@vzaps/testing';
 *
 * const event = sampleEvent('Message', { text: 'ping', fromMe: false });
 * await receiver.dispatch(event);
 */
export function sampleEvent<T extends EventType>(
  type: T,
  overrides: Partial<EventOf<T>> = {},
  options: SampleOptions<T> = {} as SampleOptions<T>,
): EventOf<T> {
  checkSampleOptions('sampleEvent', type, options);
  const fromOverrides = pickSampleOptions(type, optionsOfEvent(overrides)) as SampleOptions<T>;
  const event = parseEvent(samplePayload(type, { ...fromOverrides, ...options }));
  // Defined, not assigned: `conversations` of a HistorySync is read-only.
  return Object.defineProperties(event, Object.getOwnPropertyDescriptors(overrides)) as EventOf<T>;
}
