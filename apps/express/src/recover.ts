import { setTimeout as sleep } from 'node:timers/promises';
import type { VZapsClient } from '@vzaps/express';

const EVERY_MS = 10 * 60_000;
// Longer than we are ever away. What is older stays in the log.
const WEEK_MS = 7 * 24 * 60 * 60_000;

/**
 * Has VZaps deliver again what failed: at once, then every ten minutes until `signal` aborts. Whether VZaps tries again
 * by itself is not known; its log keeps what was not answered with 2xx. Each round looks at the whole week, for what
 * VZaps delivers again may fail again.
 */
export async function recover(
  { webhooks }: Pick<VZapsClient, 'webhooks'>,
  instanceId: string,
  signal: AbortSignal,
  everyMs = EVERY_MS,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const since = new Date(Date.now() - WEEK_MS);
      const { total, retried } = await webhooks.retryFailedLogs({ instanceId, since, signal });
      if (total > 0) console.log(`VZaps delivers again ${retried} of ${total} failed deliveries.`);
    } catch (error) {
      if (!signal.aborted) console.error('Could not read the delivery log:', error);
    }
    await sleep(everyMs, undefined, { signal, ref: false }).catch(() => {});
  }
}
