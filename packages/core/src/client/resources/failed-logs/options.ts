import * as z from 'zod';

const date = z.date('must be a valid Date').optional();

/** Without a check, NaN would do nothing and call it success, and an invalid date would be no limit. */
export const retryFailedLogsOptions = z.strictObject({
  since: date,
  until: date,
  concurrency: z.int().min(1).max(100).default(4),
  signal: z.custom<AbortSignal>((given) => typeof Object(given).aborted === 'boolean', 'must be a signal').optional(),
  onProgress: z
    .custom<(progress: RetryProgress) => unknown>((given) => typeof given === 'function', 'must be a function')
    .optional(),
});

export interface RetryFailedLogsOptions {
  /** Only entries from this time on. An entry without a readable date is taken. */
  since?: Date | undefined;
  /** Only entries before this time. */
  until?: Date | undefined;
  /** How many are retried at once, 1 to 100. Default: 4. */
  concurrency?: number | undefined;
  /** Begins nothing more; the call then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Called after each entry, and awaited. What it throws ends the work. */
  onProgress?: ((progress: RetryProgress) => unknown) | undefined;
}

export interface RetryProgress {
  readonly logId: string;
  /** Absent when VZaps took the retry. */
  readonly error?: unknown;
  readonly done: number;
  readonly total: number;
}

export interface RetryReport {
  /** Failed deliveries that were found in the time that was asked for. */
  total: number;
  /** Those whose retry VZaps took. Whether it then succeeded stands in the log. */
  retried: number;
  failed: number;
  /** Why, for those that failed. */
  errors: { logId: string; error: unknown }[];
}
