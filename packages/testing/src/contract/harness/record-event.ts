import type { EventOf, VZapsEvent } from '@vzaps/core/events';
import type { RecordedEvent } from './scenario-setup.ts';

/** Records an event for the scenario's report. */
export type RecordEvent = (event: VZapsEvent, instanceId: string | undefined) => unknown;

export function recordedEvent(
  by: RecordedEvent['by'],
  event: VZapsEvent,
  instanceId: string | undefined,
): RecordedEvent {
  const { text, complete, phone } = event as Partial<EventOf<'Message'>>;
  const { claimedType } = event as Partial<EventOf<'Unknown'>>;
  // The report may travel as JSON, which has no `undefined`.
  const record = { by, type: event.type, text, complete, phone, claimedType, instanceId };
  return JSON.parse(JSON.stringify(record)) as RecordedEvent;
}
