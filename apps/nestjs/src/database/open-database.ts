import { createTables } from './create-tables.ts';
import type { OpenDatabase } from './database.ts';
import { openEmbedded } from './embedded.ts';
import { openServer } from './server.ts';

export interface DatabaseSettings {
  /** The URL of a PostgreSQL server. Default: the embedded database. */
  url?: string | undefined;
  /** The folder of the embedded database. Not used with `url`. */
  folder: string;
}

/** Opens the database, and creates missing tables. */
export async function openDatabase({ url, folder }: DatabaseSettings): Promise<OpenDatabase> {
  const database = await (url ? openServer(url) : openEmbedded(folder));
  try {
    await createTables(database.db);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
