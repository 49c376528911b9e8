import { clock } from '../ledger/line.ts';
import type { Ledger } from '../ledger/write-ledger.ts';

const LOOK_EVERY_MS = 100;
// Microseconds: half of what the renewal of the shortest lease leaves.
const STALL = 400_000;

/** Writes down when this process stood still: what it held meanwhile may have been given to another one. */
export function watchStalls(ledger: Ledger): void {
  let last = clock();
  setInterval(() => {
    const now = clock();
    if (now - last > STALL)
      ledger.write({ what: 'stalled', id: '', from: last, place: 0, complete: false, attempt: 1 });
    last = now;
  }, LOOK_EVERY_MS).unref();
}
