import { sleep } from '../../../shared/sleep.ts';
import { VZapsApiError } from '../../errors/api-error.ts';
import { toValidationIssues } from '../../errors/to-validation-issues.ts';
import { VZapsValidationError } from '../../errors/validation-error.ts';
import { isRetryable, type RetryPolicy, retryDelayMs } from '../../http/retry.ts';
import type { Paged } from '../../paging/paged.ts';
import type { RouteCaller } from '../../routes/resource.ts';
import type { InstanceBinding } from '../../routes/route.ts';
import { webhooks } from '../webhooks.ts';
import { groupByConversation, listFailedDeliveries } from './failed-deliveries.ts';
import { forEachConcurrently } from './for-each-concurrently.ts';
import { type RetryFailedLogsOptions, type RetryReport, retryFailedLogsOptions } from './options.ts';

// This is more than a single call makes: the work may take hours and should survive one busy minute.
const MAX_ATTEMPTS = 5;

/**
 * Asks VZaps to deliver all failed deliveries again.
 *
 * Oldest first, and one after the other within a conversation. Several conversations are retried at the same time.
 * The entries are collected first, because each retry moves entries to other pages. Running it twice, or again after an
 * abort, does no harm: a delivered entry is no longer failed, and an event that arrives twice has the same key.
 */
export async function retryFailedLogs(
  call: RouteCaller,
  binding: InstanceBinding,
  policy: RetryPolicy,
  options: RetryFailedLogsOptions = {},
): Promise<RetryReport> {
  const parsed = retryFailedLogsOptions.safeParse(options);
  if (parsed.error) throw new VZapsValidationError(toValidationIssues(parsed.error.issues));
  const { concurrency, signal, onProgress, ...range } = parsed.data;
  const failedLogs = call(webhooks.searchLogs, [{ status: 'failed' }, { signal }], binding) as Paged<never>;
  const deliveries = await listFailedDeliveries(failedLogs, range);
  const report: RetryReport = { total: deliveries.length, retried: 0, failed: 0, errors: [] };
  let pausedUntil = 0;
  // VZaps refused a retry and asked for a longer wait than `maxRetryAfterMs`.
  let refusal: VZapsApiError | undefined;

  const retry = async (logId: string): Promise<void> => {
    for (let attempt = 1; ; attempt++) {
      if (refusal?.retryAt && refusal.retryAt.getTime() > Date.now()) throw refusal;
      while (pausedUntil > Date.now()) await sleep(pausedUntil - Date.now(), signal);
      try {
        await call(webhooks.retryLog, [{ logId }, { signal, retry: { attempts: 1 } }], binding);
        return;
      } catch (error) {
        signal?.throwIfAborted();
        if (attempt >= MAX_ATTEMPTS || !isRetryable(error, false)) throw error;
        const delayMs = retryDelayMs(error, attempt, policy);
        if (delayMs === undefined) {
          if (error instanceof VZapsApiError) refusal = error;
          throw error;
        }
        // All retries pause: the others would reach the same rate limit.
        pausedUntil = Math.max(pausedUntil, Date.now() + delayMs);
      }
    }
  };

  const retryAndReport = async (logId: string): Promise<void> => {
    signal?.throwIfAborted();
    let failure: { error?: unknown } = {};
    try {
      await retry(logId);
      report.retried += 1;
    } catch (error) {
      signal?.throwIfAborted();
      failure = { error };
      report.failed += 1;
      report.errors.push({ logId, error });
    }
    await onProgress?.({ logId, ...failure, done: report.retried + report.failed, total: report.total });
  };

  await forEachConcurrently(groupByConversation(deliveries), concurrency, async (conversation) => {
    for (const { logId } of conversation) await retryAndReport(logId);
  });
  return report;
}
