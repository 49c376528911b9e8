import type { BaseEvent, EventIssue } from './base-event.ts';

/** What could not be typed: no event of VZaps, a new type, or a known type in a shape that nobody has seen. */
export interface UnknownEvent extends BaseEvent {
  type: 'Unknown';
  /** The name that the envelope gives, known or not. */
  claimedType?: string;
  /** Why it could not be typed; never empty. */
  issues: EventIssue[];
}
