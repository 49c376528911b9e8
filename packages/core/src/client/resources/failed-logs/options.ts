import * as z from 'zod';

const date = z.date('must be a valid Date').optional();

/** Wrong values must be refused: with NaN no delivery would be retried, and an invalid date would be no limit. */
export const retryFailedLogsOptions = z.strictObject({
  since: date,
  until: date,
  concurrency: z.int().min(1).max(100).default(4),
  signal: z
    .custom<AbortSignal>((given) => typeof Object(given).aborted === 'boolean', 'must be an AbortSignal')
    .optional(),
  onProgress: z
    .custom<(progress: RetryProgress) => unknown>((given) => typeof given === 'function', 'must be a function')
    .optional(),
});

/** The options of `webhooks.retryFailedLogs`. */
export interface RetryFailedLogsOptions {
  /** Retries only entries from this time on. An entry without a readable date is included. */
  since?: Date | undefined;
  /** Retries only entries before this time. An entry without a readable date is included. */
  until?: Date | undefined;
  /** The largest number of retries at the same time, 1 to 100. Default: 4. */
  concurrency?: number | undefined;
  /** After an abort, no new retry starts, and the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Called and awaited after each entry. If it throws, no new retry starts and the call rejects. */
  onProgress?: ((progress: RetryProgress) => unknown) | undefined;
}

/** The argument of `onProgress` of `webhooks.retryFailedLogs`: the result of one entry. */
export interface RetryProgress {
  /** The id of the entry in the log. */
  readonly logId: string;
  /** The reason of a failure. `undefined` if VZaps accepted the retry. */
  readonly error?: unknown;
  /** Entries finished so far. */
  readonly done: number;
  /** Entries to retry. */
  readonly total: number;
}

/** The result of `webhooks.retryFailedLogs`. */
export interface RetryReport {
  /** Failed deliveries in the time range. */
  total: number;
  /** Retries that VZaps accepted. The delivery log shows whether they then succeeded. */
  retried: number;
  /** Retries that VZaps did not accept. */
  failed: number;
  /** The reason of each failed retry. */
  errors: { logId: string; error: unknown }[];
}
