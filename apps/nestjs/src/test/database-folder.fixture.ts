import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { inject } from 'vitest';

// Without V8's optimizing compiler for WebAssembly, PGlite opens in half of the CPU time.
setFlagsFromString('--liftoff-only');

/** Returns a folder with a database that is new. The test removes the folder. */
export async function createDatabaseFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vzaps-tracker-'));
  await cp(inject('newDatabase'), folder, { recursive: true });
  return folder;
}
