import { createTables } from './create-tables.ts';
import type { OpenDatabase } from './database.ts';
import { openEmbedded } from './embedded.ts';
import { openServer } from './server.ts';

export interface DatabaseSettings {
  /** Of a PostgreSQL server. */
  url?: string | undefined;
  /** For the embedded database, where there is no `url`. */
  folder: string;
}

/** Opens the database, with its tables. */
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
