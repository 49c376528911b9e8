import { setTimeout as sleep } from 'node:timers/promises';
import type { VZapsClient } from '@vzaps/express';

const INTERVAL_MS = 10 * 60_000;
/** Longer than the application is ever stopped. Older deliveries stay in the log. */
const WEEK_MS = 7 * 24 * 60 * 60_000;

/**
 * Asks VZaps to deliver failed deliveries again: at once, then every ten minutes until `signal` aborts. The log of VZaps
 * keeps each delivery that was not answered with 2xx. Each round reads the log of a whole week, because a retried
 * delivery can fail again.
 */
export async function recoverFailedDeliveries(
  { webhooks }: Pick<VZapsClient, 'webhooks'>,
  instanceId: string,
  signal: AbortSignal,
  intervalMs = INTERVAL_MS,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const since = new Date(Date.now() - WEEK_MS);
      const { total, retried } = await webhooks.retryFailedLogs({ instanceId, since, signal });
      if (total > 0) console.log(`Asked VZaps to deliver ${retried} of ${total} failed deliveries again.`);
    } catch (error) {
      if (!signal.aborted) console.error('Could not read the delivery log:', error);
    }
    await sleep(intervalMs, undefined, { signal, ref: false }).catch(() => {});
  }
}
