import type { EventOf, VZapsEvent } from '@vzaps/core/events';
import type { Seen } from './scenario-setup.ts';

/** Remembers an event for the report. */
export type See = (event: VZapsEvent, instanceId: string | undefined) => unknown;

export function seenOf(by: Seen['by'], event: VZapsEvent, instanceId: string | undefined): Seen {
  const { text, complete, phone } = event as Partial<EventOf<'Message'>>;
  const { claimedType } = event as Partial<EventOf<'Unknown'>>;
  // As it will travel: without what is absent.
  return JSON.parse(JSON.stringify({ by, type: event.type, text, complete, phone, claimedType, instanceId })) as Seen;
}
