import type { InspectorOptions } from '../options.ts';
import type { RecordStore } from '../records/record-store.ts';

/** What the routes of one inspector work with. */
export interface Services {
  readonly options: InspectorOptions;
  readonly records: RecordStore;
  /** Aborts when the inspector closes. */
  readonly closing: AbortSignal;
}
