import { parseEvent } from '../../events/parse-event.ts';
import type { VZapsEvent } from '../../events/registry.ts';
import {
  checkOptions,
  customOption,
  functionOption,
  integerOption,
  type OptionRules,
  required,
} from '../../shared/check-options.ts';
import { groupByConversation, listFailedDeliveries } from '../resources/failed-logs/failed-deliveries.ts';
import { forEachConcurrently } from '../resources/failed-logs/for-each-concurrently.ts';
import { awaitResult } from './await-result.ts';
import { groupDeliveries, type RecoverableDelivery } from './group-deliveries.ts';
import { isClient, type RecoveryOptions } from './options.ts';

/** The argument of `onProgress` of `replayDeliveries()`: the result of one delivery. */
export interface ReplayProgress {
  /** The id of the delivery's entry in the log. */
  readonly logId: string;
  /** `succeeded`: the application answered with 2xx. `failed`: it did not, or VZaps did not accept the retry. */
  readonly state: 'succeeded' | 'failed';
  /** Why VZaps did not accept the retry, or why its result could not be read. */
  readonly error?: unknown;
  /** Deliveries replayed so far. */
  readonly done: number;
  /** Deliveries to replay. A delivery that `beforeRetry` skips is subtracted. */
  readonly total: number;
}

/** The result of `replayDeliveries()`. */
export interface ReplayReport {
  /** Deliveries that were found. Several entries of one event count once. */
  total: number;
  /** Deliveries that the application answered with 2xx. */
  succeeded: number;
  /** Deliveries that failed again, whose retry VZaps did not accept, or whose result could not be read. */
  failed: number;
}

/** The options of `replayDeliveries()`. */
export interface ReplayOptions {
  /** The client whose delivery log is read. */
  client: RecoveryOptions['client'];
  /** The instance whose deliveries are replayed. */
  instanceId: string;
  /** Which deliveries are replayed. Default: `failed`. `all` includes those that succeeded. */
  status?: 'failed' | 'all' | undefined;
  /** Replays only these entries of the log, in their order. `status`, `since` and `until` do not apply. */
  logIds?: readonly string[] | undefined;
  /** Only deliveries from this time on. A delivery without a readable time is included. */
  since?: Date | undefined;
  /** Only deliveries before this time. A delivery without a readable time is included. */
  until?: Date | undefined;
  /** The largest number of conversations that are replayed at the same time, at least 1. Default: 4. */
  concurrency?: number | undefined;
  /**
   * Called and awaited before each retry, for example to forget the event's key. `false` skips the delivery. If it
   * throws, no new retry starts and the call rejects.
   */
  beforeRetry?: ((delivery: { readonly logId: string; readonly event: VZapsEvent }) => unknown) | undefined;
  /** Called and awaited after each delivery. If it throws, no new retry starts and the call rejects. */
  onProgress?: ((progress: ReplayProgress) => unknown) | undefined;
  /** After an abort, no new retry starts, and the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

const date = customOption('a valid Date', (value) => value instanceof Date && !Number.isNaN(value.getTime()));
const text = customOption('a non-empty string', (value) => typeof value === 'string' && value !== '');

const RULES: OptionRules = {
  client: required(customOption('a VZapsClient', isClient)),
  instanceId: required(text),
  status: customOption("'failed' or 'all'", (value) => value === 'failed' || value === 'all'),
  logIds: customOption('an array of ids of log entries', Array.isArray),
  since: date,
  until: date,
  concurrency: integerOption(1, 'conversations'),
  beforeRetry: functionOption,
  onProgress: functionOption,
  signal: customOption('an AbortSignal', (value) => typeof Object(value).aborted === 'boolean'),
};

/**
 * Asks VZaps to deliver events of its log again, once, and reads the result of each: oldest first, one at a time per
 * conversation. A delivery that fails again does not stop the others.
 *
 * The application answers `duplicate` for an event that it has handled. To handle such events again, remove their keys
 * in `beforeRetry` with `forget()` of the idempotency store. `createRecovery()` retries failed deliveries again and again
 * instead.
 *
 * @throws VZapsError `INVALID_OPTION`. VZapsError if the log cannot be read. The signal's reason on abort.
 * @example
 * import { replayDeliveries } from '@vzaps/core/client';
 *
 * const since = new Date(Date.now() - 3_600_000);
 * const { succeeded, failed } = await replayDeliveries({ client, instanceId: 'VZ1', since });
 * process.stdout.write(`${succeeded} succeeded, ${failed} failed\n`);
 */
export async function replayDeliveries(options: ReplayOptions): Promise<ReplayReport> {
  checkOptions('replayDeliveries', options, RULES);
  const { concurrency = 4, beforeRetry, onProgress, signal = new AbortController().signal } = options;
  signal.throwIfAborted();
  const deliveries = await findDeliveries(options, signal);
  const report: ReplayReport = { total: deliveries.length, succeeded: 0, failed: 0 };

  const replay = async (delivery: RecoverableDelivery): Promise<void> => {
    signal.throwIfAborted();
    const { logId } = delivery;
    const wanted = beforeRetry === undefined || (await beforeRetry({ logId, event: await readEvent(options, logId) }));
    if (wanted === false) {
      report.total -= 1;
      return;
    }
    let failure: { error?: unknown } = {};
    let hasSucceeded = false;
    try {
      ({ hasSucceeded } = await retry(options, delivery, signal));
    } catch (error) {
      signal.throwIfAborted();
      failure = { error };
    }
    report[hasSucceeded ? 'succeeded' : 'failed'] += 1;
    const state = hasSucceeded ? 'succeeded' : 'failed';
    await onProgress?.({ logId, state, ...failure, done: report.succeeded + report.failed, total: report.total });
  };

  await forEachConcurrently(groupByConversation(deliveries), concurrency, async (conversation) => {
    for (const delivery of conversation) await replay(delivery);
  });
  return report;
}

async function findDeliveries(options: ReplayOptions, signal: AbortSignal): Promise<RecoverableDelivery[]> {
  const { client, instanceId, status = 'failed', logIds, since, until } = options;
  const logs = logIds
    ? readLogs(options, logIds, signal)
    : client.webhooks.searchLogs({ instanceId, ...(status === 'failed' && { status }) }, { signal });
  const found = await listFailedDeliveries(logs, logIds ? {} : { since, until });
  return groupDeliveries(instanceId, found);
}

/** Newest first, as in the log. */
async function* readLogs({ client, instanceId }: ReplayOptions, logIds: readonly string[], signal: AbortSignal) {
  for (const logId of [...logIds].reverse()) {
    yield (await client.webhooks.getLog({ instanceId, logId }, { signal })).data;
  }
}

async function readEvent({ client, instanceId, signal }: ReplayOptions, logId: string): Promise<VZapsEvent> {
  const { data } = await client.webhooks.getLog({ instanceId, logId }, { signal });
  return parseEvent(data.payload);
}

async function retry(options: ReplayOptions, delivery: RecoverableDelivery, signal: AbortSignal) {
  const { client, instanceId, status, logIds } = options;
  const { logId } = delivery;
  const before = { ...delivery, mayHaveSucceeded: status === 'all' || logIds !== undefined };
  await client.webhooks.retryLog({ instanceId, logId }, { signal });
  const readLog = async () => (await client.webhooks.getLog({ instanceId, logId }, { signal })).data;
  return awaitResult(readLog, before, signal);
}
