import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';

// The tables of schema.ts as SQL. For a change, add a statement at the end that may run more than once.
const STATEMENTS = [
  sql`create table if not exists messages (
    number bigint generated always as identity primary key,
    id text unique,
    phone text not null,
    message text not null,
    at timestamptz not null
  )`,
  sql`create table if not exists receipts (
    message_id text not null,
    state text not null,
    rank smallint not null,
    at timestamptz not null,
    primary key (message_id, state)
  )`,
];

const LOCK = 8_290_417;

/** Creates the missing tables in one transaction. */
export async function createTables(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    // `if not exists` is not atomic: without the lock, one of two processes that start together would fail.
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
    for (const statement of STATEMENTS) await tx.execute(statement);
  });
}
