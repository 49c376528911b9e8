import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import type { OpenDatabase } from './database.ts';
import { lockFolder } from './lock-folder.ts';
import * as schema from './schema.ts';

/**
 * PostgreSQL inside this process, with its data in a folder. Committed data survives a crash of the process, but not a
 * power failure, because PGlite lets the operating system decide when to write to the disk.
 */
export async function openEmbedded(folder: string): Promise<OpenDatabase> {
  const dataDir = join(folder, 'pglite');
  mkdirSync(dataDir, { recursive: true });
  const unlock = lockFolder(folder);
  const client = await PGlite.create({ dataDir });
  return {
    db: drizzle({ client, schema }),
    async close() {
      await client.close();
      unlock();
    },
  };
}
