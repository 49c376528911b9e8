import { awaitResult } from './await-result.ts';
import type { RecoverableDelivery } from './group-deliveries.ts';
import type { RoundSettings } from './round-settings.ts';

export interface RetryResult {
  /** Whether VZaps was asked, and did not refuse. */
  readonly wasAsked: boolean;
  /** Whether the retry counts as a delivery. `false` if VZaps is down or limits the rate: the next round asks again. */
  readonly isAttempt: boolean;
  readonly hasSucceeded: boolean;
  /** Deliveries so far. `undefined` if the entry does not show them. */
  readonly attempts?: number | undefined;
}

const UNKNOWN_RESULT: readonly unknown[] = ['REQUEST_TIMEOUT', 'CONNECTION_FAILED', 'UNEXPECTED_RESPONSE'];
// VZaps may accept the same request later.
const TEMPORARY_STATUS: readonly number[] = [401, 403, 408, 409, 425, 429];

/**
 * Asks VZaps to deliver the entry again, and reads the result in the log. "VZaps accepted the retry" and "the delivery
 * succeeded" are two things.
 */
export async function retryDelivery(
  instanceId: string,
  delivery: RecoverableDelivery,
  { client, signal }: RoundSettings,
): Promise<RetryResult> {
  const { logId } = delivery;
  let wasAccepted = true;
  try {
    await client.webhooks.retryLog({ instanceId, logId }, { signal });
  } catch (error) {
    signal.throwIfAborted();
    const { code, status } = Object(error) as { code?: unknown; status?: unknown };
    wasAccepted = false;
    if (!UNKNOWN_RESULT.includes(code)) {
      // An entry that VZaps does not retry, such as a deleted one, must be given up in the end.
      const isPermanent =
        typeof status === 'number' && status >= 400 && status < 500 && !TEMPORARY_STATUS.includes(status);
      return { wasAsked: false, isAttempt: isPermanent, hasSucceeded: false };
    }
  }
  try {
    const readLog = async () => (await client.webhooks.getLog({ instanceId, logId }, { signal })).data;
    return { wasAsked: true, isAttempt: true, ...(await awaitResult(readLog, delivery, signal)) };
  } catch {
    signal.throwIfAborted();
    return { wasAsked: wasAccepted, isAttempt: wasAccepted, hasSucceeded: false };
  }
}
