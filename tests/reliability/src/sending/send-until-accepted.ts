import { setTimeout as sleep } from 'node:timers/promises';
import type { PlannedDelivery } from '../traffic/plan-types.ts';

type Step = readonly PlannedDelivery[];

// Everything that a test broke works again by then.
const TIMEOUT_MS = 120_000;
const RETRY_INTERVAL_MS = 100;

/**
 * Sends step after step. Then it repeats each delivery that was not answered with 2xx until the response is 2xx, as a retry
 * from VZaps' delivery log does.
 *
 * @param send Sends the deliveries of a step at once and returns those that were not accepted.
 * @param oneEventAtATime Whether repeated deliveries go one event at a time. The copies of one event stay together,
 * because a partial copy may wait for the complete one.
 */
export async function sendUntilAccepted(
  steps: readonly Step[],
  send: (step: Step) => Promise<PlannedDelivery[]>,
  oneEventAtATime: boolean,
): Promise<void> {
  let rejected: PlannedDelivery[] = [];
  for (const step of steps) rejected.push(...(await send(step)));
  const deadline = performance.now() + TIMEOUT_MS;
  while (rejected.length > 0) {
    if (performance.now() > deadline) throw new Error(`${rejected.length} deliveries were never accepted.`);
    await sleep(RETRY_INTERVAL_MS);
    const parts = oneEventAtATime ? groupByEvent(rejected) : [rejected];
    rejected = [];
    for (const part of parts) rejected.push(...(await send(part)));
  }
}

function groupByEvent(deliveries: Step): Step[] {
  return [...new Set(deliveries.map(({ event }) => event))].map((wanted) =>
    deliveries.filter(({ event }) => event === wanted),
  );
}
