import { VZapsError } from '@vzaps/core/webhooks';
import type { Redis } from 'ioredis';
import { runScript } from '../connection/run-script.ts';
import type { WarningHandler } from '../connection/warnings.ts';
import { FIND_STALL } from './lua/scripts.generated.ts';

// The inbox is checked twice in `stalledAfterMs`, but not more often and not less often than this.
const [MIN_INTERVAL_MS, MAX_INTERVAL_MS] = [100, 30_000];

/**
 * Warns with `INBOX_STALLED`, once for each stall, when events wait and no worker has asked for events for
 * `stalledAfterMs`. A process without a worker warns, too. Returns a function that stops the check.
 */
export function startStalledCheck(
  redis: Redis,
  base: string,
  stalledAfterMs: number,
  warn: WarningHandler,
): () => void {
  let isStalled = false;
  const check = async (): Promise<void> => {
    // While Redis is down, another warning reports it.
    if (redis.status !== 'ready') return;
    const [conversations = 0, waitedMs = 0] = (await runScript(
      redis,
      FIND_STALL,
      base,
      `${stalledAfterMs}`,
    )) as number[];
    if (conversations > 0 && !isStalled) warn(createStalledWarning(conversations, waitedMs));
    isStalled = conversations > 0;
  };
  const intervalMs = Math.min(MAX_INTERVAL_MS, Math.max(MIN_INTERVAL_MS, stalledAfterMs / 2));
  const timer = setInterval(() => check().catch(() => {}), intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}

function createStalledWarning(conversations: number, waitedMs: number): VZapsError {
  return new VZapsError(
    'INBOX_STALLED',
    `Events of ${conversations} conversations wait in the inbox, and no worker has asked for events for ` +
      `${Math.round(waitedMs / 1_000)} s. Check that a worker runs with the same \`prefix\` and the same Redis: ` +
      '`inbox.startWorker(receiver)`. `stalledAfterMs` sets the time for this warning.',
  );
}
