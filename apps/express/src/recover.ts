import { setTimeout as sleep } from 'node:timers/promises';
import type { VZapsClient } from '@vzaps/express';

const EVERY_MS = 10 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Brings back what failed while we were away: at once, then every ten minutes until `signal` aborts. Whether VZaps
 * tries again by itself is not known; its log keeps what was not answered with 2xx.
 */
export async function recover(vzaps: VZapsClient, instanceId: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const since = new Date(Date.now() - DAY_MS);
      const { total, retried } = await vzaps.webhooks.retryFailedLogs({ instanceId, since, signal });
      if (total > 0) console.log(`Brought back ${retried} of ${total} failed deliveries.`);
    } catch (error) {
      if (!signal.aborted) console.error('Could not read the delivery log:', error);
    }
    await sleep(EVERY_MS, undefined, { signal, ref: false }).catch(() => {});
  }
}
