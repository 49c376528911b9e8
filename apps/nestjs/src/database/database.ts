import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type * as schema from './schema.ts';

/** Whichever it is: PGlite and PostgreSQL are spoken to in the same words. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

/** By which the open database is injected. */
export const DATABASE = 'DATABASE';

export interface OpenDatabase {
  readonly db: Database;
  close(): Promise<void>;
}
