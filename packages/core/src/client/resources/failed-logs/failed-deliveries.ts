import { parseEvent } from '../../../events/parse-event.ts';

/** The fields of a log entry that are read here. */
export interface DeliveryLog {
  readonly id: string;
  readonly status?: string | number | undefined;
  readonly createdAt?: string | undefined;
  readonly updatedAt?: string | undefined;
  readonly payload?: unknown;
  readonly attempts?: number | readonly { readonly at?: string | undefined }[] | undefined;
}

/** A failed delivery of the log. */
export interface FailedDelivery {
  readonly logId: string;
  /** Milliseconds since 1970. `undefined`: neither the entry nor its event has a readable time. */
  readonly time: number | undefined;
  /** The conversation of the event. `undefined`: the event has no order. */
  readonly conversation: string | undefined;
  /** The key of the event. Two deliveries with one key are one event. */
  readonly key: string | undefined;
  readonly isPartial: boolean;
  /** Deliveries so far. `undefined` if the entry does not show them. */
  readonly attempts: number | undefined;
  /** Milliseconds since 1970. */
  readonly lastAttemptAt: number | undefined;
  /** The time of the entry's last change, as VZaps wrote it. */
  readonly updatedAt: string | undefined;
}

export interface TimeRange {
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
}

/**
 * Reads the failed deliveries of a log, oldest first. A delivery without a readable time is included in every range and
 * keeps its place between its neighbours, because VZaps lists new entries first.
 */
export async function listFailedDeliveries(
  logs: AsyncIterable<DeliveryLog>,
  { since, until }: TimeRange = {},
): Promise<FailedDelivery[]> {
  const byId = new Map<string, FailedDelivery>();
  for await (const log of logs) {
    const delivery = readFailedDelivery(log);
    const { time = Number.NaN } = delivery;
    // With NaN both comparisons are false, and the delivery is included.
    const isTooEarly = since !== undefined && time < since.getTime();
    const isTooLate = until !== undefined && time >= until.getTime();
    if (!isTooEarly && !isTooLate) byId.set(delivery.logId, delivery);
  }
  return sortByAge([...byId.values()].reverse());
}

export function readFailedDelivery(log: DeliveryLog): FailedDelivery {
  const event = parseEvent(log.payload);
  const timestamp = 'timestamp' in event ? event.timestamp : undefined;
  return {
    logId: log.id,
    time: toTime(log.createdAt) ?? timestamp?.getTime() ?? event.createdAt?.getTime(),
    conversation: 'conversation' in event ? event.conversation : undefined,
    key: event.key,
    isPartial: event.type === 'Message' && !event.complete,
    attempts: countAttempts(log),
    lastAttemptAt: toTime(Array.isArray(log.attempts) ? log.attempts.at(-1)?.at : undefined),
    updatedAt: log.updatedAt,
  };
}

/** Deliveries so far. `undefined` if the entry does not show them. */
export function countAttempts({ attempts }: DeliveryLog): number | undefined {
  return Array.isArray(attempts) ? attempts.length : (attempts as number | undefined);
}

/** Groups deliveries whose order matters. The groups, and the deliveries in a group, keep the order of `deliveries`. */
export function groupByConversation<T extends Pick<FailedDelivery, 'conversation'>>(deliveries: readonly T[]): T[][] {
  const groups = new Map<unknown, T[]>();
  for (const delivery of deliveries) {
    const key = delivery.conversation ?? delivery;
    const group = groups.get(key);
    if (group) group.push(delivery);
    else groups.set(key, [delivery]);
  }
  return [...groups.values()];
}

/** A stable sort. A delivery without a time counts as being as old as the one before it. */
function sortByAge(deliveries: readonly FailedDelivery[]): FailedDelivery[] {
  let previous = Number.NEGATIVE_INFINITY;
  const timed = deliveries.map((delivery) => {
    previous = delivery.time ?? previous;
    return { delivery, time: previous };
  });
  timed.sort((a, b) => (a.time === b.time ? 0 : a.time - b.time));
  return timed.map(({ delivery }) => delivery);
}

function toTime(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
}
