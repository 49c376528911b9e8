import { setTimeout as sleep } from 'node:timers/promises';
import type { PlannedEvent } from '../traffic/plan-types.ts';
import type { Line } from './line.ts';
import { readLedger } from './read-ledger.ts';

const LOOK_EVERY_MS = 200;
// With nothing more done for so long, what is missing is lost.
const PATIENCE_MS = 30_000;

/** Waits until every event was handled, or nothing happens any more, and answers the ledger. */
export async function completeLedger(folder: string, events: readonly PlannedEvent[]): Promise<Line[]> {
  let lines: Line[] = [];
  for (let since = performance.now(); performance.now() - since < PATIENCE_MS; ) {
    const seen = lines.length;
    lines = await readLedger(folder);
    if (lines.length > seen) since = performance.now();
    const handled = new Set(lines.flatMap(({ what, id }) => (what === 'settled' ? [id] : [])));
    if (events.every(({ id }) => handled.has(id))) break;
    await sleep(LOOK_EVERY_MS);
  }
  return lines;
}
