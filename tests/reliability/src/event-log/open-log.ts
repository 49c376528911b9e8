import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type LogLine, now } from './line.ts';

export interface EventLog {
  write(line: Omit<LogLine, 'pid' | 'to'>): void;
  /** Returns 1 at the first attempt of an event in any process, otherwise 2. */
  countAttempt(id: string): 1 | 2;
}

/**
 * Opens the event log for appending. Lines of several processes do not mix, because each is one write with O_APPEND. A
 * line stays when the process is killed right afterwards.
 */
export function openEventLog(folder: string): EventLog {
  const file = openSync(join(folder, 'events.log'), 'a');
  return {
    write(line) {
      writeSync(file, `${JSON.stringify({ ...line, pid: process.pid, to: now() } satisfies LogLine)}\n`);
    },
    countAttempt(id) {
      try {
        closeSync(openSync(join(folder, `attempted ${id.replace('|', ' ')}`), 'wx'));
        return 1;
      } catch {
        return 2;
      }
    },
  };
}
