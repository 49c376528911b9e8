import type { MaybePromise } from '../../shared/maybe-promise.ts';

/** The state of a failed delivery that recovery keeps until its next round. */
export interface RecoveryRecord {
  /** Deliveries so far. The first delivery counts. */
  attempts: number;
  /** The time of the last retry, in milliseconds since 1970. */
  lastAttemptAt: number;
  /**
   * `succeeded`: another log entry of the same event was delivered. `givenUp`: the delivery is not retried any more.
   */
  result?: 'succeeded' | 'givenUp' | undefined;
}

/** Where `createRecovery()` remembers deliveries. `memoryRecoveryState()` is the default. */
export interface RecoveryState {
  /** Returns the record of a delivery. `undefined` if there is none. */
  load(key: string): MaybePromise<RecoveryRecord | undefined>;
  /** Stores the record of a delivery. It replaces an earlier one. */
  save(key: string, record: RecoveryRecord): MaybePromise<void>;
  /** Deletes the record of a delivery, if there is one. */
  remove(key: string): MaybePromise<void>;
  /**
   * Returns `true` if this process may retry deliveries for the next `leaseMs` milliseconds, and extends an earlier
   * permission. Without this method, every process may retry. Several processes need it, so that only one of them retries.
   */
  lead?(leaseMs: number): MaybePromise<boolean>;
}

// A record takes about 200 bytes.
const MAX_RECORDS = 100_000;

/**
 * Creates a state in the memory of this process. It remembers the last 100 000 deliveries and forgets everything when
 * the process ends. Attempts that the log shows are not lost then.
 *
 * @example
 * import { createRecovery, memoryRecoveryState } from '@vzaps/core/client';
 *
 * createRecovery({ client, instanceIds: ['VZ1'], state: memoryRecoveryState() }).start();
 */
export function memoryRecoveryState(): RecoveryState {
  const records = new Map<string, RecoveryRecord>();
  return {
    load: (key) => records.get(key),
    save(key, record) {
      // Deleted first, so that the map stays in the order of the last change.
      records.delete(key);
      records.set(key, record);
      const [oldest] = records.size > MAX_RECORDS ? records.keys() : [];
      if (oldest !== undefined) records.delete(oldest);
    },
    remove(key) {
      records.delete(key);
    },
  };
}
