import { setTimeout as sleep } from 'node:timers/promises';
import type { PlannedEvent } from '../traffic/plan-types.ts';
import type { Line } from './line.ts';
import { readLedger } from './read-ledger.ts';

const LOOK_EVERY_MS = 200;
// With nothing more written for so long, what is missing is lost.
const PATIENCE_MS = 30_000;
// Who was killed may have settled an event without writing it down. What is handled twice is so within this time.
const QUIET_MS = 5_000;

/** Waits until every event was handled and settled, or nothing happens any more, and answers the ledger. */
export async function completeLedger(folder: string, events: readonly PlannedEvent[]): Promise<Line[]> {
  let lines: Line[] = [];
  for (let since = performance.now(), quiet = 0; quiet < PATIENCE_MS; quiet = performance.now() - since) {
    const seen = lines.length;
    lines = await readLedger(folder);
    if (lines.length > seen) since = performance.now();
    const all = (wanted: Line['what']): boolean => {
      const ids = new Set(lines.flatMap(({ what, id }) => (what === wanted ? [id] : [])));
      return events.every(({ id }) => ids.has(id));
    };
    if (all('settled') || (quiet > QUIET_MS && all('done'))) break;
    await sleep(LOOK_EVERY_MS);
  }
  return lines;
}
