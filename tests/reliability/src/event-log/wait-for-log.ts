import { setTimeout as sleep } from 'node:timers/promises';
import { bySize } from '../size.ts';
import type { PlannedEvent } from '../traffic/plan-types.ts';
import type { LogLine } from './line.ts';
import { readEventLog } from './read-log.ts';

const INTERVAL_MS = 200;
// When no line was written for this time, the missing events are lost.
const TIMEOUT_MS = 30_000;
// A process may be killed after it settled an event and before it logged that. An event that is handled twice is handled
// again within this time.
const QUIET_MS = bySize(3_000, 5_000);

/** Waits until every event is handled and settled, or nothing happens any more. Returns the event log. */
export async function waitForCompleteLog(folder: string, events: readonly PlannedEvent[]): Promise<LogLine[]> {
  let lines: LogLine[] = [];
  for (let since = performance.now(), quiet = 0; quiet < TIMEOUT_MS; quiet = performance.now() - since) {
    const seen = lines.length;
    lines = await readEventLog(folder);
    if (lines.length > seen) since = performance.now();
    const allReached = (wanted: LogLine['step']): boolean => {
      const ids = new Set(lines.flatMap(({ step, id }) => (step === wanted ? [id] : [])));
      return events.every(({ id }) => ids.has(id));
    };
    if (allReached('settled') || (quiet > QUIET_MS && allReached('done'))) break;
    await sleep(INTERVAL_MS);
  }
  return lines;
}
