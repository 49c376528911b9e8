import type { BaseEvent, EventIssue } from './base-event.ts';

/** A payload that could not be typed: not an event of VZaps, a new type, or a known type in an unknown form. */
export interface UnknownEvent extends BaseEvent {
  type: 'Unknown';
  /** The type that the envelope names, known or not. */
  claimedType?: string;
  /** Why the payload could not be typed. Never empty. */
  issues: EventIssue[];
}
