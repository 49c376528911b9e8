import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogLine } from './line.ts';

/** Returns the complete lines of an event log in the order in which they were written. */
export async function readEventLog(folder: string): Promise<LogLine[]> {
  const text = await readFile(join(folder, 'events.log'), 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
