import { now } from '../event-log/line.ts';
import type { EventLog } from '../event-log/open-log.ts';

const INTERVAL_MS = 100;
// Microseconds. The shortest lease of the suite is 2 s, so a shorter pause does not end it before its next renewal.
const MIN_PAUSE = 400_000;

/** Logs when this process was paused: another process may have taken over its events meanwhile. */
export function watchPauses(log: EventLog): void {
  let last = now();
  setInterval(() => {
    const current = now();
    if (current - last > MIN_PAUSE) {
      log.write({ step: 'paused', id: '', from: last, position: 0, complete: false, attempt: 1 });
    }
    last = current;
  }, INTERVAL_MS).unref();
}
