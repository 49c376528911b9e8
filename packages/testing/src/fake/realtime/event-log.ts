import type { RealtimeEvent } from './frame.ts';

/** The realtime events of one instance, oldest first, and which of them were acknowledged. */
export interface EventLog {
  add(event: RealtimeEvent): void;
  acknowledge(id: string): void;
  /** The ids in the order of their acknowledgements. */
  readonly acknowledged: readonly string[];
  unacknowledged(): RealtimeEvent[];
  /**
   * The events that a new connection gets. With a known cursor: every later event, acknowledged or not. Without one: the
   * events that were not acknowledged.
   */
  replay(lastEventId: string | undefined): RealtimeEvent[];
}

export function createEventLog(): EventLog {
  const events: RealtimeEvent[] = [];
  const acknowledged: string[] = [];
  const acknowledgedIds = new Set<string>();
  const unacknowledged = () => events.filter(({ id }) => !acknowledgedIds.has(id));
  return {
    add: (event) => void events.push(event),
    acknowledge(id) {
      acknowledged.push(id);
      acknowledgedIds.add(id);
    },
    acknowledged,
    unacknowledged,
    replay(lastEventId) {
      const at = events.findLastIndex(({ id }) => id === lastEventId);
      return at < 0 ? unacknowledged() : events.slice(at + 1);
    },
  };
}
