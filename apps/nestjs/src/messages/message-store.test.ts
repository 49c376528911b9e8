import { rm } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { createDatabaseFolder } from '../test/database-folder.fixture.ts';
import { describeWithPostgres, type PostgresServer, startPostgres } from '../test/postgres.fixture.ts';
import { MessageStore } from './message-store.ts';

let database: OpenDatabase;
let store: MessageStore;
const second = (n: number) => new Date(Date.UTC(2026, 10, 1, 12, 0, n));
const ORDER = ['sent', 'delivered', 'read', 'played'];
const reached = (state: string, at: Date) => ({ state, rank: ORDER.indexOf(state), at });
const add = async (id: string) => {
  const number = await store.add({ phone: '5511999990000', message: `This is ${id}`, at: second(0) });
  return store.confirm(number, id);
};

describe('MessageStore on the embedded database', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await createDatabaseFolder();
    database = await openDatabase({ folder });
    store = new MessageStore(database);
  });
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });
  defineStoreTests();
});

describeWithPostgres('MessageStore on a PostgreSQL server', () => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres();
    database = await openDatabase({ url: postgres.url, folder: 'nowhere' });
    store = new MessageStore(database);
  });
  afterAll(async () => {
    await database.close();
    await postgres.close();
  });
  defineStoreTests();

  it('creates its tables once if eight processes start together', async () => {
    await database.db.execute(sql`create database young`);
    const url = postgres.url.replace(/postgres$/, 'young');
    const open = await Promise.all(Array.from({ length: 8 }, () => openDatabase({ url, folder: 'nowhere' })));
    await Promise.all(open.map((each) => each.close()));
  });

  it('works after the server was restarted', async () => {
    await add('before');
    await postgres.restart();
    await store.record(['before'], reached('read', second(1)));
    expect(await store.find('before')).toMatchObject({ status: 'read' });
  });
});

function defineStoreTests() {
  it.each([
    [['delivered', 'read', 'played']],
    [['delivered', 'played', 'read']],
    [['read', 'delivered', 'played']],
    [['read', 'played', 'delivered']],
    [['played', 'delivered', 'read']],
    [['played', 'read', 'delivered']],
  ] as const)('never moves the status of a message back: %j', async (states) => {
    const id = states.join('-');
    await add(id);
    let furthest = 0;
    for (const state of states) {
      await store.record([id], reached(state, second(1)));
      furthest = Math.max(furthest, ORDER.indexOf(state));
      expect((await store.find(id))?.status).toBe(ORDER[furthest]);
    }
    const history = (await store.find(id))?.history.map(({ status }) => status);
    expect(history).toEqual(ORDER);
  });

  it('keeps a receipt that arrives before its message', async () => {
    await store.record(['quick'], reached('delivered', second(1)));
    expect(await store.find('quick')).toBeUndefined();
    expect(await add('quick')).toEqual({
      id: 'quick',
      phone: '5511999990000',
      message: 'This is quick',
      status: 'delivered',
      history: [
        { status: 'sent', at: second(0) },
        { status: 'delivered', at: second(1) },
      ],
    });
  });

  it('shows when a state was first reached, with several concurrent receipts in any order', async () => {
    await add('group');
    const ids = ['group', 'group', ...Array.from({ length: 200 }, (_, n) => `other ${n}`)];
    const people = [7, 3, 9, 3, 5, 8, 4, 6];
    const record = (n: number) => store.record(n % 2 ? ids : ids.toReversed(), reached('read', second(n)));
    await Promise.all(people.map(record));
    expect((await store.find('group'))?.history.slice(1)).toEqual([{ status: 'read', at: second(3) }]);
  });

  it('returns pages from the newest to the oldest message', async () => {
    const ids = ['page-1', 'page-2', 'page-3', 'page-4', 'page-5'];
    for (const id of ids) await add(id);
    const first = await store.page(2);
    const next = await store.page(2, first.next);
    expect([...first.messages, ...next.messages].map(({ id }) => id)).toEqual(ids.slice(1).reverse());
    expect((await store.page(1_000)).next).toBeUndefined();
  });

  it('deletes old receipts of messages that it does not contain', async () => {
    await add('ours');
    await store.record(['ours', 'stray'], reached('delivered', second(1)));
    await store.record(['young stray'], reached('delivered', second(3)));
    await store.deleteForeignReceipts(second(2));
    for (const id of ['stray', 'young stray']) await add(id);
    const status = async (id: string) => (await store.find(id))?.status;
    expect(await Promise.all(['ours', 'stray', 'young stray'].map(status))).toEqual(['delivered', 'sent', 'delivered']);
  });
}
