import { groupByConversation, listFailedDeliveries } from '../resources/failed-logs/failed-deliveries.ts';
import { forEachConcurrently } from '../resources/failed-logs/for-each-concurrently.ts';
import { readDeliveredKeys } from './delivered-keys.ts';
import { groupDeliveries, type RecoverableDelivery } from './group-deliveries.ts';
import type { RecoveryReport } from './options.ts';
import type { RecoveryState } from './recovery-state.ts';
import { retryDelivery } from './retry-delivery.ts';
import type { RoundSettings } from './round-settings.ts';
import { isDue } from './schedule.ts';

// Conversations of one instance that are retried at the same time.
const CONCURRENCY = 4;
// This is longer than one retry: the call, its own attempts, and the wait for the result.
const LEAD_MS = 5 * 60_000;

interface DueDelivery extends RecoverableDelivery {
  /** Deliveries so far, as the log or the state shows them. */
  readonly attemptsSoFar: number;
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
  const due: DueDelivery[] = [];
  for (const delivery of deliveries) {
    const attemptsSoFar = await checkDelivery(instanceId, delivery, settings, report);
    if (attemptsSoFar !== undefined) due.push({ ...delivery, attemptsSoFar });
  }
  const delivered = await readDeliveredKeys(instanceId, due, settings);
  await forEachConcurrently(groupByConversation(due), CONCURRENCY, async (conversation) => {
    // A delivery that fails again does not hold back the later ones.
    for (const delivery of conversation) {
      if (delivery.key !== undefined && delivered.has(delivery.key)) await markDelivered(delivery, settings, report);
      else await recoverDelivery(instanceId, delivery, settings, report);
    }
  });
}

/** Whether this process may retry deliveries now. With a shared state only one process may. */
export async function isLeader(state: RecoveryState): Promise<boolean> {
  return state.lead === undefined || (await state.lead(LEAD_MS));
}

/** Returns the deliveries so far if this delivery is due. Gives it up if there were too many. */
async function checkDelivery(
  instanceId: string,
  delivery: RecoverableDelivery,
  settings: RoundSettings,
  report: RecoveryReport,
): Promise<number | undefined> {
  const { maxAttempts, graceMs, state, signal } = settings;
  signal.throwIfAborted();
  const record = await state.load(delivery.stateKey);
  if (record?.result === 'succeeded') return undefined;
  report.total += 1;
  if (record?.result === 'givenUp') return undefined;
  const attempts = Math.max(delivery.attempts ?? 1, record?.attempts ?? 1);
  const lastAttemptAt = record?.lastAttemptAt ?? delivery.lastAttemptAt;
  if (attempts >= maxAttempts) {
    await giveUp(instanceId, delivery, attempts, settings, report);
    return undefined;
  }
  return isDue({ attempts, lastAttemptAt, time: delivery.time }, graceMs, Date.now()) ? attempts : undefined;
}

/** Another entry of the same event succeeded, so the event was handled. Its failed entries stay in the log. */
async function markDelivered(
  { stateKey, attemptsSoFar }: DueDelivery,
  { state }: RoundSettings,
  report: RecoveryReport,
): Promise<void> {
  report.total -= 1;
  await state.save(stateKey, { attempts: attemptsSoFar, lastAttemptAt: Date.now(), result: 'succeeded' });
}

async function giveUp(
  instanceId: string,
  { stateKey, logId }: RecoverableDelivery,
  attempts: number,
  { state, onProgress }: RoundSettings,
  report: RecoveryReport,
): Promise<void> {
  await state.save(stateKey, { attempts, lastAttemptAt: Date.now(), result: 'givenUp' });
  report.givenUp.push({ instanceId, logId });
  await onProgress?.({ instanceId, logId, state: 'givenUp', attempts });
}

async function recoverDelivery(
  instanceId: string,
  delivery: DueDelivery,
  settings: RoundSettings,
  report: RecoveryReport,
): Promise<void> {
  const { maxAttempts, state, onProgress, signal } = settings;
  const { stateKey, logId, attemptsSoFar, hasOtherEntries } = delivery;
  signal.throwIfAborted();
  if (!(await isLeader(state))) return;

  const result = await retryDelivery(instanceId, delivery, settings);
  if (result.wasAsked) report.retried += 1;
  if (!result.isAttempt) {
    report.failed += 1;
    await onProgress?.({ instanceId, logId, state: 'failed', attempts: attemptsSoFar });
    return;
  }
  const attempts = Math.max(result.attempts ?? 0, attemptsSoFar + 1);
  if (result.hasSucceeded) {
    report.succeeded += 1;
    if (hasOtherEntries) await state.save(stateKey, { attempts, lastAttemptAt: Date.now(), result: 'succeeded' });
    else await state.remove(stateKey);
    await onProgress?.({ instanceId, logId, state: 'succeeded', attempts });
    return;
  }
  report.failed += 1;
  if (attempts >= maxAttempts) return giveUp(instanceId, delivery, attempts, settings, report);
  await state.save(stateKey, { attempts, lastAttemptAt: Date.now() });
  await onProgress?.({ instanceId, logId, state: 'failed', attempts });
}
