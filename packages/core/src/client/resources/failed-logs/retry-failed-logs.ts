import { issuesOf } from '../../errors/to-validation-issues.ts';
import { VZapsValidationError } from '../../errors/validation-error.ts';
import { delayBefore, mayRepeat, type RetryPolicy } from '../../http/retry.ts';
import { sleep } from '../../http/sleep.ts';
import type { Paged } from '../../paging/paged.ts';
import type { Binding } from '../../request/sort-arguments.ts';
import type { Caller } from '../../routes/resource.ts';
import { webhooks } from '../webhooks.ts';
import { inParallel } from './for-each-concurrently.ts';
import { failedLogIds } from './list-failed-ids.ts';
import { type RetryFailedLogsOptions, type RetryReport, retryFailedLogsOptions } from './options.ts';

// Longer than one call has: the work of hours should not end at one busy minute.
const TRIES = 5;

/**
 * Has VZaps deliver again what failed. The ids are collected first, since each retry shifts the pages, and each is
 * retried once: to run it twice, or again after an abort, does no harm, for what was delivered by then is not failed
 * any more, and what arrives twice has the same key.
 */
export async function retryFailedLogs(
  call: Caller,
  binding: Binding,
  policy: RetryPolicy,
  options: RetryFailedLogsOptions = {},
): Promise<RetryReport> {
  const parsed = retryFailedLogsOptions.safeParse(options);
  if (parsed.error) throw new VZapsValidationError(issuesOf(parsed.error.issues));
  const { concurrency, signal, onProgress, ...range } = parsed.data;
  const failed = call(webhooks.searchLogs, [{ status: 'failed' }, { signal }], binding) as Paged<never>;
  const ids = await failedLogIds(failed, range);
  const report: RetryReport = { total: ids.length, retried: 0, failed: 0, errors: [] };
  let quietUntil = 0;

  const retry = async (logId: string): Promise<void> => {
    for (let tries = 1; ; tries++) {
      while (quietUntil > Date.now()) await sleep(quietUntil - Date.now(), signal);
      try {
        await call(webhooks.retryLog, [{ logId }, { signal, retry: { attempts: 1 } }], binding);
        return;
      } catch (error) {
        signal?.throwIfAborted();
        if (tries >= TRIES || !mayRepeat(error, false)) throw error;
        // All of them wait: the others would only run into the same limit.
        quietUntil = Math.max(quietUntil, Date.now() + delayBefore(error, tries, policy));
      }
    }
  };

  await inParallel(ids, concurrency, async (logId) => {
    signal?.throwIfAborted();
    let problem: { error?: unknown } = {};
    try {
      await retry(logId);
      report.retried += 1;
    } catch (error) {
      signal?.throwIfAborted();
      problem = { error };
      report.failed += 1;
      report.errors.push({ logId, error });
    }
    await onProgress?.({ logId, ...problem, done: report.retried + report.failed, total: report.total });
  });
  return report;
}
