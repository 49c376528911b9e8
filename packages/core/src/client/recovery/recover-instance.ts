import { groupByConversation, listFailedDeliveries } from '../resources/failed-logs/failed-deliveries.ts';
import { forEachConcurrently } from '../resources/failed-logs/for-each-concurrently.ts';
import { awaitResult } from './await-result.ts';
import { groupDeliveries, type RecoverableDelivery } from './group-deliveries.ts';
import type { RecoveryOptions, RecoveryProgress, RecoveryReport } from './options.ts';
import type { RecoveryState } from './recovery-state.ts';
import { isDue } from './schedule.ts';

// Conversations of one instance that are retried at the same time.
const CONCURRENCY = 4;
// Longer than one retry: the call, its own attempts, and the wait for the result.
const LEAD_MS = 5 * 60_000;

export interface RoundSettings {
  readonly client: RecoveryOptions['client'];
  readonly since: Date | undefined;
  readonly maxAttempts: number;
  readonly graceMs: number;
  readonly state: RecoveryState;
  readonly onProgress: ((progress: RecoveryProgress) => unknown) | undefined;
  readonly signal: AbortSignal;
}

/** Retries the failed deliveries of one instance that are due, and adds the result to `report`. */
export async function recoverInstance(
  instanceId: string,
  settings: RoundSettings,
  report: RecoveryReport,
): Promise<void> {
  const { client, since, signal } = settings;
  const logs = client.webhooks.searchLogs({ instanceId, status: 'failed' }, { signal });
  const deliveries = groupDeliveries(instanceId, await listFailedDeliveries(logs, { since }));
  await forEachConcurrently(groupByConversation(deliveries), CONCURRENCY, async (conversation) => {
    // A delivery that fails again does not hold back the later ones.
    for (const delivery of conversation) await recoverDelivery(instanceId, delivery, settings, report);
  });
}

/** Whether this process may retry deliveries now. With a shared state only one process may. */
export async function isLeader(state: RecoveryState): Promise<boolean> {
  return state.lead === undefined || (await state.lead(LEAD_MS));
}

async function recoverDelivery(
  instanceId: string,
  delivery: RecoverableDelivery,
  settings: RoundSettings,
  report: RecoveryReport,
): Promise<void> {
  const { maxAttempts, graceMs, state, onProgress, signal } = settings;
  signal.throwIfAborted();
  const { stateKey, logId } = delivery;
  const record = await state.load(stateKey);
  if (record?.result === 'succeeded') return;
  report.total += 1;
  if (record?.result === 'givenUp') return;
  const attempts = Math.max(delivery.attempts ?? 1, record?.attempts ?? 1);
  const lastAttemptAt = record?.lastAttemptAt ?? delivery.lastAttemptAt;

  const giveUp = async (attemptsSoFar: number): Promise<void> => {
    await state.save(stateKey, { attempts: attemptsSoFar, lastAttemptAt: Date.now(), result: 'givenUp' });
    report.givenUp.push({ instanceId, logId });
    await onProgress?.({ instanceId, logId, state: 'givenUp', attempts: attemptsSoFar });
  };

  if (attempts >= maxAttempts) return giveUp(attempts);
  if (!isDue({ attempts, lastAttemptAt, time: delivery.time }, graceMs, Date.now())) return;
  if (!(await isLeader(state))) return;

  const result = await retryDelivery(instanceId, delivery, settings, report);
  if (!result.wasAsked) {
    report.failed += 1;
    await onProgress?.({ instanceId, logId, state: 'failed', attempts });
    return;
  }
  const attemptsNow = Math.max(result.attempts ?? 0, attempts + 1);
  if (result.hasSucceeded) {
    report.succeeded += 1;
    if (delivery.hasOtherEntries) {
      await state.save(stateKey, { attempts: attemptsNow, lastAttemptAt: Date.now(), result: 'succeeded' });
    } else {
      await state.remove(stateKey);
    }
    await onProgress?.({ instanceId, logId, state: 'succeeded', attempts: attemptsNow });
    return;
  }
  report.failed += 1;
  if (attemptsNow >= maxAttempts) return giveUp(attemptsNow);
  await state.save(stateKey, { attempts: attemptsNow, lastAttemptAt: Date.now() });
  await onProgress?.({ instanceId, logId, state: 'failed', attempts: attemptsNow });
}

interface RetryResult {
  /** Whether VZaps accepted the retry. A retry that was not accepted is no attempt. */
  readonly wasAsked: boolean;
  readonly hasSucceeded: boolean;
  readonly attempts: number | undefined;
}

/** "VZaps accepted the retry" and "the delivery succeeded" are two things, so the log is read again. */
async function retryDelivery(
  instanceId: string,
  delivery: RecoverableDelivery,
  { client, signal }: RoundSettings,
  report: RecoveryReport,
): Promise<RetryResult> {
  const { logId } = delivery;
  let wasAsked = false;
  try {
    await client.webhooks.retryLog({ instanceId, logId }, { signal });
    wasAsked = true;
    report.retried += 1;
    const readLog = async () => (await client.webhooks.getLog({ instanceId, logId }, { signal })).data;
    return { wasAsked, ...(await awaitResult(readLog, delivery, signal)) };
  } catch {
    signal.throwIfAborted();
    return { wasAsked, hasSucceeded: false, attempts: undefined };
  }
}
