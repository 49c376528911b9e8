import { drizzle } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import type { OpenDatabase } from './database.ts';
import * as schema from './schema.ts';

/** A PostgreSQL server. One that does not answer fails a call after seconds; VZaps keeps what could not be stored. */
export async function openServer(connectionString: string): Promise<OpenDatabase> {
  const client = new Pool({ connectionString, connectionTimeoutMillis: 5_000, query_timeout: 10_000 });
  // An idle connection that breaks is replaced; without a listener it would end the process.
  client.on('error', () => {});
  return { db: drizzle({ client, schema }), close: () => client.end() };
}
