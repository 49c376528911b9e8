import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../apps/nestjs/src/database/open-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of a database of apps/nestjs that no test opens. Its folder `pglite` is that of PGlite. */
    newDatabase: string;
  }
}

/** Creates a database. PGlite needs seconds of CPU time for it, so this happens once for each run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Without it, V8 also compiles PGlite with its optimizing compiler: 6 s of CPU time instead of 4 s.
  setFlagsFromString('--liftoff-only');
  const folder = await mkdtemp(join(tmpdir(), 'vzaps-tracker-'));
  await (await openDatabase({ folder })).close();
  project.provide('newDatabase', folder);
  return () => rm(folder, { recursive: true });
}
