import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type * as schema from './schema.ts';

/** PGlite or a PostgreSQL server. Both have the same interface. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

/** The token under which the open database is provided. */
export const DATABASE = 'DATABASE';

export interface OpenDatabase {
  readonly db: Database;
  close(): Promise<void>;
}
