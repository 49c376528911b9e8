import type { RetryFailedLogsOptions } from './options.ts';

interface Log {
  readonly id: string;
  readonly createdAt?: string | undefined;
}

/** The ids of the entries in the range, each once. */
export async function failedLogIds(
  logs: AsyncIterable<Log>,
  { since, until }: Pick<RetryFailedLogsOptions, 'since' | 'until'>,
): Promise<string[]> {
  const ids = new Set<string>();
  for await (const { id, createdAt } of logs) {
    // NaN where there is no readable date: neither comparison holds, and the entry stays in.
    const at = Date.parse(createdAt ?? '');
    const early = since !== undefined && at < since.getTime();
    const late = until !== undefined && at >= until.getTime();
    if (!early && !late) ids.add(id);
  }
  return [...ids];
}
