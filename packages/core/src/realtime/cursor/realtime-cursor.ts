import type { MaybePromise } from '../../shared/maybe-promise.ts';

/**
 * Where a realtime source keeps its position, so that a restarted process continues there. Several sources may share one
 * store: each has its own instance id. Without this option the position is lost when the process ends.
 */
export interface RealtimeCursor {
  /** Returns the id that was saved last for this instance, or `undefined` if there is none. */
  load(instanceId: string): MaybePromise<string | undefined>;
  /**
   * Saves the id of an event. This event and all events before it are settled. One call at a time is made for each
   * instance, and the newest id replaces every earlier one.
   */
  save(instanceId: string, eventId: string): MaybePromise<void>;
}
