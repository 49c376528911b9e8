import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

/** Returns a folder with a database that is new. The test removes the folder. */
export async function createDatabaseFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vzaps-tracker-'));
  await cp(inject('newDatabase'), folder, { recursive: true });
  return folder;
}
