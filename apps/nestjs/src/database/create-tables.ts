import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';

// What schema.ts says, as SQL. A change is a statement more at the end, one that may run again.
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

/** Makes the tables that are not there, all or none. */
export async function createTables(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    // `if not exists` looks before it creates: of two processes that start at once, one would fail.
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
    for (const statement of STATEMENTS) await tx.execute(statement);
  });
}
