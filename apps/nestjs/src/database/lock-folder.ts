import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Locks a folder for this process. PGlite has no lock, and two processes that use one folder lose each other's data. The
 * lock of a process that was killed is ignored at once. The library proper-lockfile would block a restart for some seconds,
 * because it recognises such a lock only by its age.
 *
 * @returns A function that releases the lock.
 * @throws Error if another process holds the lock.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'lock');
  const holder = readHolder(file);
  // In a container, a restarted process often has the same id as the one before.
  if (holder !== process.pid && isAlive(holder)) {
    throw new Error(`Process ${holder} uses the folder ${folder}. If that is another program, remove ${file}.`);
  }
  rmSync(file, { force: true });
  // `wx` fails if another process has created the file meanwhile.
  writeFileSync(file, String(process.pid), { flag: 'wx' });
  return () => rmSync(file, { force: true });
}

function readHolder(file: string): number {
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
    // The process exists, and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
