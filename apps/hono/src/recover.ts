import { setTimeout as sleep } from 'node:timers/promises';
import type { VZapsClient } from '@vzaps/hono';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Has VZaps deliver what we did not take: at boot that of the last day, then every few minutes what came since. */
export async function recover(
  { webhooks }: Pick<VZapsClient, 'webhooks'>,
  instanceId: string,
  signal: AbortSignal,
  everyMs = 5 * MINUTE_MS,
): Promise<void> {
  let since = new Date(Date.now() - DAY_MS);
  while (!signal.aborted) {
    // Once more over the last minutes: what was on its way then may have failed after we looked.
    const next = new Date(Date.now() - everyMs);
    const away = await webhooks.retryFailedLogs({ instanceId, since, signal }).catch(() => undefined);
    // VZaps may be away as well; then the same again next time.
    if (away) since = next;
    await sleep(everyMs, undefined, { signal }).catch(() => {});
  }
}
