import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { clock, type Line } from './line.ts';

export interface Ledger {
  write(line: Omit<Line, 'pid' | 'to'>): void;
  /** Counts how often an event was tried, over all processes: 1 at the first time. */
  attempt(id: string): 1 | 2;
}

/**
 * Opens the ledger for appending. Lines are whole even when several processes write (O_APPEND, one write each), and
 * stay when the process is killed the moment after.
 */
export function openLedger(folder: string): Ledger {
  const file = openSync(join(folder, 'ledger'), 'a');
  return {
    write(line) {
      writeSync(file, `${JSON.stringify({ ...line, pid: process.pid, to: clock() } satisfies Line)}\n`);
    },
    attempt(id) {
      try {
        closeSync(openSync(join(folder, `tried ${id.replace('|', ' ')}`), 'wx'));
        return 1;
      } catch {
        return 2;
      }
    },
  };
}
