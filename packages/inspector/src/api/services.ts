import type { Download } from '../media/download.ts';
import type { InspectorOptions } from '../options.ts';
import type { RecordStore } from '../records/record-store.ts';
import type { Replays } from '../records/replays.ts';

/** The dependencies of the routes of one inspector. */
export interface Services {
  readonly options: InspectorOptions;
  readonly records: RecordStore;
  readonly replays: Replays;
  /** Absent without a client. */
  readonly download: Download | undefined;
  /** The instances of the account. Absent without a client. */
  readonly listInstances: (() => Promise<readonly string[]>) | undefined;
  /** Aborts when the inspector closes. */
  readonly closing: AbortSignal;
}
