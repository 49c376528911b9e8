import { setTimeout as sleep } from 'node:timers/promises';
import type { PlannedDelivery } from '../traffic/plan-types.ts';

type Step = readonly PlannedDelivery[];

// Whatever was broken must be whole again by then.
const GIVE_UP_MS = 120_000;
const PAUSE_MS = 100;

/**
 * Sends step after step, and what was not answered with 2xx again until it is, as VZaps' log can. `send` sends at
 * once, and answers what was not taken; `apart`: those that are made again go one event at a time.
 */
export async function untilTaken(
  steps: readonly Step[],
  send: (step: Step) => Promise<PlannedDelivery[]>,
  apart: boolean,
): Promise<void> {
  let again: PlannedDelivery[] = [];
  for (const step of steps) again.push(...(await send(step)));
  const giveUp = performance.now() + GIVE_UP_MS;
  while (again.length > 0) {
    if (performance.now() > giveUp) throw new Error(`${again.length} deliveries were never taken.`);
    await sleep(PAUSE_MS);
    const parts = apart ? byEvent(again) : [again];
    again = [];
    for (const part of parts) again.push(...(await send(part)));
  }
}

/** Copies of one event stay together: their twin may wait for them. */
function byEvent(deliveries: Step): Step[] {
  return [...new Set(deliveries.map(({ event }) => event))].map((wanted) =>
    deliveries.filter(({ event }) => event === wanted),
  );
}
