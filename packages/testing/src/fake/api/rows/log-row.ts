import type { DeliveryLogEntry } from '../../delivery/delivery-types.ts';

/** Builds a log entry as the API returns it. `status`, `payload` and `attempts` are documented. Other names are ours. */
export function logRow(entry: DeliveryLogEntry): Record<string, unknown> {
  return {
    id: entry.id,
    instance_id: entry.instanceId,
    status: entry.status,
    event: entry.event,
    url: entry.url,
    payload: entry.payload,
    attempts: entry.attempts.map(({ at, durationMs, ...rest }) => ({
      at: at.toISOString(),
      ...rest,
      duration_ms: Math.round(durationMs),
    })),
    created_at: entry.createdAt.toISOString(),
    updated_at: entry.updatedAt.toISOString(),
  };
}
