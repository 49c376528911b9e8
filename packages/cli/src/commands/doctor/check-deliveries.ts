import type { Connection } from '../../settings/connect.ts';
import { messageOf } from '../../show/message-of.ts';
import { type Finding, ok, skipped, wrong } from './finding.ts';

const MAX_COUNT = 1_000;

/** Counts the failed deliveries in VZaps' log. */
export async function checkFailedDeliveries({ client, instanceId }: Connection, signal: AbortSignal): Promise<Finding> {
  const check = 'failed deliveries';
  try {
    let count = 0;
    for await (const _ of client.webhooks.searchLogs({ instanceId, status: 'failed' }, { signal })) {
      count += 1;
      if (count === MAX_COUNT) break;
    }
    if (count === 0) return ok(check, 'none');
    const detail = count === MAX_COUNT ? `${MAX_COUNT} or more` : `${count}`;
    return wrong(
      check,
      detail,
      'Find the reason with vzaps logs list --status failed, then run vzaps replay --failed.',
    );
  } catch (error) {
    return skipped(check, messageOf(error));
  }
}
