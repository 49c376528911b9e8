import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePrograms } from 'test-programs';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../database/open-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of a database that no test opens. */
    newDatabase: string;
  }
}

/** Bundles the application and creates a database. Both take seconds, so this happens once for each run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await bundlePrograms(fileURLToPath(new URL('../..', import.meta.url)), ['src/main.ts', 'src/minimal.ts']);
  const folder = await mkdtemp(join(tmpdir(), 'vzaps-tracker-'));
  await (await openDatabase({ folder })).close();
  project.provide('newDatabase', folder);
  return () => rm(folder, { recursive: true });
}
