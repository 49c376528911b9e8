/** A program with an order for each message, in a database on disk. With KILL it is killed after the commit. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { claimKeyOf, createReceiver, createUrlSigner, memoryStore, responseOf } from '@vzaps/core';

const { FOLDER = '', SECRET = '', KILL } = process.env;
const database = await PGlite.create(FOLDER);
await database.exec(`
  create table if not exists handled_events (key text primary key);
  create table if not exists orders (phone text, text text);
`);

const store = memoryStore();
if (KILL === 'before-complete') store.complete = () => process.kill(process.pid, 'SIGKILL');
const receiver = createReceiver({ verify: createUrlSigner({ secret: SECRET }).verify, idempotency: store });

// #region handler
receiver.on('Message', async (event, ctx) => {
  if (event.fromMe || !event.text?.startsWith('order ')) return;
  const key = claimKeyOf(event, { instanceId: ctx.instanceId }) ?? event.messageId;
  await database.transaction(async (transaction) => {
    const { rows } = await transaction.query(
      'insert into handled_events (key) values ($1) on conflict do nothing returning key',
      [key],
    );
    if (rows.length === 0) return; // An earlier attempt has committed.
    await transaction.query('insert into orders (phone, text) values ($1, $2)', [event.phone ?? null, event.text]);
  });
});
// #endregion handler

const server = createServer(async (request, response) => {
  const { method = '', url = '', headers } = request;
  if (method === 'GET') {
    const { rows } = await database.query('select text from orders');
    response.end(JSON.stringify(rows));
    return;
  }
  response.writeHead(responseOf(await receiver.receive({ method, target: url, headers, body: request })).status).end();
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
