import type { RetryFailedLogsOptions } from './options.ts';

interface Log {
  readonly id: string;
  readonly createdAt?: string | undefined;
}

/** The ids of the entries in the time range, without duplicates. */
export async function listFailedIds(
  logs: AsyncIterable<Log>,
  { since, until }: Pick<RetryFailedLogsOptions, 'since' | 'until'>,
): Promise<string[]> {
  const ids = new Set<string>();
  for await (const { id, createdAt } of logs) {
    // NaN without a readable date. Then both comparisons are false, and the entry is included.
    const at = Date.parse(createdAt ?? '');
    const isTooEarly = since !== undefined && at < since.getTime();
    const isTooLate = until !== undefined && at >= until.getTime();
    if (!isTooEarly && !isTooLate) ids.add(id);
  }
  return [...ids];
}
