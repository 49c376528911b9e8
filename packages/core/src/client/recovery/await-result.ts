import { sleep } from '../../shared/sleep.ts';
import { countAttempts, type DeliveryLog } from '../resources/failed-logs/failed-deliveries.ts';

// VZaps may accept a retry before it delivers. The log is read again after each of these waits.
const WAITS_MS = [0, 200, 500, 1_000, 3_000];

export interface DeliveryResult {
  readonly hasSucceeded: boolean;
  /** Deliveries so far. `undefined` if the entry does not show them. */
  readonly attempts: number | undefined;
}

export interface DeliveryBefore {
  readonly attempts: number | undefined;
  readonly updatedAt: string | undefined;
  /** The delivery had succeeded before the retry, so only a changed entry shows the result of the retry. */
  readonly mayHaveSucceeded?: boolean;
}

/**
 * Reads the log entry after a retry until it shows the result. If the entry shows none in time, the delivery counts as
 * failed, unless its status is neither a failure nor a retry in progress.
 */
export async function awaitResult(
  readLog: () => Promise<DeliveryLog>,
  before: DeliveryBefore,
  signal: AbortSignal,
): Promise<DeliveryResult> {
  let log: DeliveryLog | undefined;
  for (const waitMs of WAITS_MS) {
    if (waitMs > 0) await sleep(waitMs, signal);
    log = await readLog();
    const attempts = countAttempts(log);
    const hasChanged = attempts === undefined ? log.updatedAt !== before.updatedAt : attempts !== before.attempts;
    if (isSuccess(log.status) && (hasChanged || !before.mayHaveSucceeded)) return { hasSucceeded: true, attempts };
    if (hasChanged && isFailure(log.status)) return { hasSucceeded: false, attempts };
  }
  const hasSucceeded = !isFailure(log?.status) && !/pending|queue|retry|progress/i.test(String(log?.status));
  return { hasSucceeded, attempts: log && countAttempts(log) };
}

// Only `failed` is documented. The other words are likely ones.
function isFailure(status: DeliveryLog['status']): boolean {
  if (status === undefined) return true;
  const code = Number(status);
  return Number.isNaN(code) ? /fail|error|reject|refus|dead/i.test(String(status)) : code < 200 || code > 299;
}

/** Whether the status of a log entry says that the delivery was answered with 2xx. */
export function isSuccess(status: DeliveryLog['status']): boolean {
  const code = Number(status ?? Number.NaN);
  if (!Number.isNaN(code)) return code >= 200 && code <= 299;
  return /^(succe|deliver|complete|ok$|sent$|done$)/i.test(String(status ?? ''));
}
