import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Line } from './line.ts';

/** The whole lines of a ledger, in the order in which they were written. */
export async function readLedger(folder: string): Promise<Line[]> {
  const text = await readFile(join(folder, 'ledger'), 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
