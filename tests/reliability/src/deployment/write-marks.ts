import type { EventHandler } from '@vzaps/core/webhooks';
import { markEvent } from 'event-traffic/mark-event';
import { now } from '../event-log/line.ts';
import type { EventLog } from '../event-log/open-log.ts';

export const MARKED_TYPES = ['Message', 'ReadReceipt', 'Presence', 'Unknown'] as const;

/** Writes a line with the instance and the mark of each event. */
export function writeMarks(log: EventLog): EventHandler<(typeof MARKED_TYPES)[number]> {
  return async (event, { instanceId }) => {
    const id = `${instanceId} ${markEvent(event)}`;
    log.write({ step: 'done', id, from: now(), position: 0, complete: true, attempt: 1 });
    // Other deliveries come while the event is being handled.
    await new Promise((resolve) => setTimeout(resolve, 2));
  };
}
