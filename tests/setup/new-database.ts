import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of a database of apps/nestjs that no test opens. Its folder `pglite` is that of PGlite. */
    newDatabase: string;
  }
}

const APPLICATION = fileURLToPath(new URL('../../apps/nestjs', import.meta.url));

/** PGlite needs seconds of CPU time for a new database, so later runs use that of the first one. */
export default async function setup(project: TestProject): Promise<void> {
  const cache = join(APPLICATION, 'node_modules/.cache');
  const database = join(cache, 'new-database', await hashSources());
  if (!existsSync(database)) {
    await mkdir(cache, { recursive: true });
    const folder = await mkdtemp(join(cache, 'unfinished-database-'));
    await createDatabase(folder);
    // The databases that older sources made.
    await rm(dirname(database), { recursive: true, force: true });
    await mkdir(dirname(database));
    await rename(folder, database);
  }
  project.provide('newDatabase', database);
}

async function createDatabase(folder: string): Promise<void> {
  // Without it, V8 also compiles PGlite with its optimizing compiler: 6 s of CPU time instead of 4 s.
  setFlagsFromString('--liftoff-only');
  const { openDatabase } = await import('../../apps/nestjs/src/database/open-database.ts');
  await (await openDatabase({ folder })).close();
}

/** Another version of PGlite or of the code that creates the tables makes another database. */
async function hashSources(): Promise<string> {
  const sources = join(APPLICATION, 'src/database');
  const names = (await readdir(sources)).sort();
  const files = [
    join(APPLICATION, 'node_modules/@electric-sql/pglite/package.json'),
    ...names.map((name) => join(sources, name)),
  ];
  const texts = await Promise.all(files.map((file) => readFile(file)));
  return createHash('sha256').update(Buffer.concat(texts)).digest('hex').slice(0, 16);
}
