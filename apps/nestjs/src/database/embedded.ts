import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import type { OpenDatabase } from './database.ts';
import { lockFolder } from './lock-folder.ts';
import * as schema from './schema.ts';

/**
 * PostgreSQL inside this process, in a folder. What was answered survives the process, however it ends, but not a
 * power cut: PGlite leaves it to the operating system when to write to the disk.
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
