import type { FailedDelivery } from '../resources/failed-logs/failed-deliveries.ts';

/** All failed log entries of one event. */
export interface RecoverableDelivery {
  /** The key in the recovery state. */
  readonly stateKey: string;
  /** The key of the event. */
  readonly key: string | undefined;
  /** The entry that is retried: the complete copy of a message if there is one, else the oldest entry. */
  readonly logId: string;
  readonly time: number | undefined;
  readonly conversation: string | undefined;
  readonly attempts: number | undefined;
  readonly lastAttemptAt: number | undefined;
  readonly updatedAt: string | undefined;
  /** Whether the event has further failed entries. They stay in the log after a success. */
  readonly hasOtherEntries: boolean;
}

/** Makes one delivery of all entries with the same key. Keeps the order of the oldest entry of each. */
export function groupDeliveries(instanceId: string, entries: readonly FailedDelivery[]): RecoverableDelivery[] {
  const groups = new Map<string, FailedDelivery[]>();
  for (const entry of entries) {
    const stateKey = `${instanceId}|${entry.key ?? `log:${entry.logId}`}`;
    const group = groups.get(stateKey);
    if (group) group.push(entry);
    else groups.set(stateKey, [entry]);
  }
  return [...groups].map(([stateKey, group]) => mergeEntries(stateKey, group));
}

function mergeEntries(stateKey: string, group: readonly FailedDelivery[]): RecoverableDelivery {
  const [oldest] = group;
  const retried = group.find(({ isPartial }) => !isPartial) ?? oldest;
  return {
    stateKey,
    key: oldest?.key,
    logId: retried?.logId ?? '',
    time: oldest?.time,
    conversation: retried?.conversation,
    attempts: retried?.attempts,
    lastAttemptAt: retried?.lastAttemptAt,
    updatedAt: retried?.updatedAt,
    hasOtherEntries: group.length > 1,
  };
}
