import { drizzle } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import type { OpenDatabase } from './database.ts';
import * as schema from './schema.ts';

/** A PostgreSQL server. A query fails after ten seconds without a response, and VZaps keeps the delivery in its log. */
export async function openServer(connectionString: string): Promise<OpenDatabase> {
  const client = new Pool({ connectionString, connectionTimeoutMillis: 5_000, query_timeout: 10_000 });
  // The pool replaces an idle connection that breaks. Without a listener, its error would end the process.
  client.on('error', () => {});
  return { db: drizzle({ client, schema }), close: () => client.end() };
}
