import type { VZapsEvent } from '@vzaps/core/events';
import type { Outcome } from '@vzaps/core/webhooks';
import type { EventRecord } from '../api/contract.ts';

/** Recognizes the outcomes of events that the inspector replays. */
export interface Replays {
  /** Calls `onRecord` with the record of the event's outcome. Returns a function that ends this. */
  watch(event: VZapsEvent, onRecord: (record: EventRecord) => void): () => void;
  isReplay(outcome: Outcome): boolean;
  notify(outcome: Outcome, record: EventRecord): void;
}

export function createReplays(): Replays {
  const watched = new Map<VZapsEvent, (record: EventRecord) => void>();
  const find = (outcome: Outcome) =>
    'event' in outcome && outcome.event !== undefined ? watched.get(outcome.event) : undefined;
  return {
    watch(event, onRecord) {
      watched.set(event, onRecord);
      return () => watched.delete(event);
    },
    isReplay: (outcome) => watched.size > 0 && find(outcome) !== undefined,
    notify: (outcome, record) => find(outcome)?.(record),
  };
}
