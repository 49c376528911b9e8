import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Takes a folder for this process: PGlite takes no lock, and two processes on one folder lose what the other wrote,
 * without a word. A process that was killed holds nothing.
 *
 * @returns what gives it back.
 * @throws Error when another process has it.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'lock');
  const holder = holderOf(file);
  // In a container the next process has the number of the last.
  if (holder !== process.pid && isAlive(holder)) {
    throw new Error(`Process ${holder} uses the folder ${folder}. If that is another program, remove ${file}.`);
  }
  rmSync(file, { force: true });
  // `wx` fails where another process was quicker.
  writeFileSync(file, String(process.pid), { flag: 'wx' });
  return () => rmSync(file, { force: true });
}

function holderOf(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process: alive, and not for us to signal.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
