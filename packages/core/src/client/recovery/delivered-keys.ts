import { type DeliveryLog, readFailedDelivery } from '../resources/failed-logs/failed-deliveries.ts';
import { isSuccess } from './await-result.ts';
import type { RecoverableDelivery } from './group-deliveries.ts';
import type { RoundSettings } from './round-settings.ts';

// The log is read back to the oldest due delivery, but no further than this.
const MIN_ENTRIES = 1_000;
const ENTRIES_PER_DELIVERY = 2;

/**
 * Returns the keys of the events that another log entry has delivered. VZaps can write two entries for one event: a
 * partial copy and a complete copy. A retry of the failed one would repeat the event once the receiver has forgotten it.
 *
 * The success of a partial copy is ignored: the receiver answers it 2xx as `superseded`, while the complete copy may
 * still fail.
 */
export async function readDeliveredKeys(
  instanceId: string,
  due: readonly RecoverableDelivery[],
  { client, signal }: RoundSettings,
): Promise<ReadonlySet<string>> {
  const delivered = new Set<string>();
  const wanted = new Set(due.map(({ key }) => key).filter((key) => key !== undefined));
  if (wanted.size === 0) return delivered;
  const oldest = Math.min(...due.map(({ time }) => time ?? Number.POSITIVE_INFINITY));
  let remaining = Math.max(MIN_ENTRIES, ENTRIES_PER_DELIVERY * due.length);
  try {
    const logs: AsyncIterable<DeliveryLog> = client.webhooks.searchLogs({ instanceId }, { signal });
    for await (const log of logs) {
      const { key, time, isPartial } = readFailedDelivery(log);
      if (key !== undefined && wanted.has(key) && !isPartial && isSuccess(log.status)) delivered.add(key);
      if (--remaining <= 0 || (time !== undefined && time < oldest)) break;
    }
  } catch {
    // Without the list, the receiver still recognizes the events that it remembers.
    signal.throwIfAborted();
  }
  return delivered;
}
