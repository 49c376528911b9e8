export interface RetryFailedLogsOptions {
  /** Only entries from this time on. An entry without a readable date is taken. */
  since?: Date | undefined;
  /** Only entries before this time. */
  until?: Date | undefined;
  /** How many are retried at once. Default: 4. */
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
