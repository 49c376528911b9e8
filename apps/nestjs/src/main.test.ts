import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createFakeVZaps, type FakeVZaps, type SentMessage, samplePayload } from '@vzaps/testing';
import { findFreePort } from 'test-programs';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { openDatabase } from './database/open-database.ts';
import { MessageStore } from './messages/message-store.ts';
import type { ShownMessage } from './messages/shown-message.ts';
import { createDatabaseFolder } from './test/database-folder.fixture.ts';
import { describeWithPostgres, startPostgres } from './test/postgres.fixture.ts';
import { startProxy } from './test/proxy.fixture.ts';
import { startTracker, type Tracker } from './test/tracker.fixture.ts';

const phone = '5511999990000';

let fake: FakeVZaps;
let folder: string;
const trackers: Tracker[] = [];

beforeEach(async () => {
  fake = await createFakeVZaps();
  folder = await createDatabaseFolder();
});
afterEach(async () => {
  await Promise.all(trackers.splice(0).map((tracker) => tracker.end('SIGKILL')));
  await fake.close();
  await rm(folder, { recursive: true, force: true });
});

async function start(settings: Record<string, string> = {}): Promise<Tracker> {
  const tracker = await startTracker(fake, { DATABASE_FOLDER: folder, ...settings });
  trackers.push(tracker);
  return tracker;
}

async function send(tracker: Tracker, message = 'Hello'): Promise<{ id: string; status: string }> {
  const response = await tracker.post('/messages', { phone, message });
  expect(response.status).toBe(201);
  return (await response.json()) as { id: string; status: string };
}

const show = (tracker: Tracker, id: string) => tracker.get<ShownMessage>(`/messages/${id}`);
const statuses = ({ history }: ShownMessage) => history.map(({ status }) => status);
const lastSent = () => fake.sent.at(-1) as SentMessage;

it('The tracker shows the status of a message, and never moves it back', async () => {
  const tracker = await start();
  const { id, status } = await send(tracker);
  expect(status).toBe('sent');
  expect(lastSent()).toMatchObject({ messageId: id, phone, body: { message: 'Hello' } });
  expect(await show(tracker, id)).toMatchObject({ id, phone, message: 'Hello', status: 'sent' });

  for (const [state, becomes] of [
    ['Delivered', 'delivered'],
    ['Read', 'read'],
    ['Delivered', 'read'],
    ['ReadSelf', 'read'],
  ] as const) {
    expect((await fake.receipt(lastSent(), state)).status).toBe('success');
    expect((await show(tracker, id)).status).toBe(becomes);
  }
  const shown = await show(tracker, id);
  expect(statuses(shown)).toEqual(['sent', 'delivered', 'read']);
  for (const { at } of shown.history) expect(Date.now() - Date.parse(String(at))).toBeLessThan(60_000);

  const { id: second } = await send(tracker, 'Second');
  expect(await tracker.get('/messages?size=1')).toMatchObject({ messages: [{ id: second, status: 'sent' }], next: 2 });
  expect(await tracker.get('/messages?before=2')).toEqual({ messages: [shown] });

  const thousands = Array.from({ length: 9_000 }, () => `3EB0${randomBytes(9).toString('hex')}`);
  const receipt = samplePayload('ReadReceipt', { state: 'Played', messageIds: [...thousands, id, second] });
  expect((await fake.deliver(fake.instances[0].id, receipt)).status).toBe('success');
  expect((await show(tracker, second)).status).toBe('played');

  expect(await tracker.end('SIGTERM')).toBe(0);
  expect(tracker.output()).not.toContain(phone);
  expect(tracker.output()).not.toContain('vzaps_signature');
});

it('The tracker keeps its data if it is killed between a send and its receipts', async () => {
  const PORT = String(await findFreePort());
  const first = await start({ PORT });
  const { id } = await send(first);
  await first.end('SIGKILL');
  expect((await fake.receipt(lastSent(), 'Delivered')).status).toBe('failed');

  const second = await start({ PORT });
  await second.waitForOutput('was retried: succeeded');
  expect(statuses(await show(second, id))).toEqual(['sent', 'delivered']);
  expect((await fake.receipt(lastSent(), 'Read')).status).toBe('success');
  expect(statuses(await show(second, id))).toEqual(['sent', 'delivered', 'read']);
});

it('The tracker loses neither a receipt nor a message if they arrive, or SIGTERM arrives, while a message is being sent', async () => {
  let beforeResponse = async () => {
    expect((await fake.receipt(lastSent(), 'Delivered')).status).toBe('success');
  };
  const vzaps = await startProxy(fake, () => beforeResponse());
  const tracker = await start({ VZAPS_BASE_URL: vzaps.url });
  const quick = await send(tracker);
  expect(quick.status).toBe('delivered');
  expect(statuses(await show(tracker, quick.id))).toEqual(['sent', 'delivered']);

  let end: Promise<number | null> | undefined;
  // The tracker may take a receipt between the signal and its shutdown.
  let expected = 'sent';
  beforeResponse = async () => {
    end = tracker.end('SIGTERM');
    await vi.waitUntil(async () => {
      const { status } = await fake.receipt(lastSent(), 'Read');
      if (status === 'success') expected = 'read';
      return status === 'failed';
    }, 30_000);
  };
  const last = await send(tracker, 'Last');
  expect(await end).toBe(0);
  const database = await openDatabase({ folder });
  expect(await new MessageStore(database).find(last.id)).toMatchObject({ message: 'Last', status: expected });
  await database.close();
  vzaps.close();
});

it('The tracker refuses requests without the API key and wrong requests, with a reason', async () => {
  const apiKey = 'the right key';
  const tracker = await start();
  const ask = async (path: string, body?: unknown, key = apiKey) => {
    const response = await fetch(tracker.url + path, {
      ...(body !== undefined && { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    });
    return { answered: response.status, ...((await response.json()) as object) };
  };
  const wrong = (why: RegExp) => ({ answered: 400, message: [expect.stringMatching(why)] });

  expect(await ask('/messages', { phone, message: 'Hello' }, 'wrong')).toMatchObject({ answered: 401 });
  expect(await ask('/messages', undefined, '')).toMatchObject({ answered: 401 });
  const url = `${tracker.url}/webhooks/vzaps?vzaps_signature=forged`;
  const forged = await fake.deliver(fake.instances[0].id, samplePayload('ReadReceipt'), { url });
  expect(forged.attempts[0]).toMatchObject({ status: 401, response: '{"outcome":"refused"}' });

  const notAPhone = { phone: 'not a phone', message: 'Hello' };
  expect(await ask('/messages', notAPhone)).toMatchObject(wrong(/^phone: must be a phone with country code/));
  expect(await ask('/messages', { phone })).toMatchObject(wrong(/^message: .*expected string/));
  expect(await ask('/messages', { phone, message: 'a\0b' })).toMatchObject(wrong(/^message: must not contain/));
  expect(await ask('/messages', [])).toMatchObject(wrong(/expected object/));
  expect(await ask('/messages', '{')).toMatchObject({ answered: 400 });
  expect(await ask('/messages?size=0')).toMatchObject(wrong(/^size: /));
  expect(await ask('/messages?before=yesterday')).toMatchObject(wrong(/^before: /));
  expect(await ask('/messages/%00')).toMatchObject(wrong(/^no message has such an id/));
  expect(await ask('/messages/3EB0')).toMatchObject({
    answered: 404,
    message: expect.stringMatching(/sent no message/),
  });
  expect(fake.sent).toEqual([]);

  fake.fault({ route: 'POST /instances/:id/chat/send/text', status: 422 });
  const refused = await ask('/messages', { phone, message: 'Hello' });
  expect(refused).toMatchObject({ answered: 502, message: 'VZaps did not confirm the message: API_ERROR' });
  expect(await ask('/messages')).toMatchObject({ messages: [{ id: null, status: 'unconfirmed', history: [] }] });

  expect(await ask('/messages', { phone: '+55 (11) 99999-0000', message: 'Hello' })).toMatchObject({ answered: 201 });
  expect(lastSent().phone).toBe(phone);
  expect((await fake.receipt(lastSent())).status).toBe('success');
});

describeWithPostgres('The tracker on a PostgreSQL server', () => {
  it('works as with the embedded database, and logs no phone number if the database is down', async () => {
    const postgres = await startPostgres();
    onTestFinished(() => postgres.close());
    const tracker = await start({ DATABASE_URL: postgres.url });
    const { id } = await send(tracker);
    await fake.receipt(lastSent(), 'Read');
    expect(statuses(await show(tracker, id))).toEqual(['sent', 'read']);

    await postgres.close();
    expect((await tracker.post('/messages', { phone, message: 'Hello' })).status).toBe(503);
    expect(fake.sent).toHaveLength(1);
    expect((await fake.receipt(lastSent(), 'Delivered')).status).toBe('failed');
    expect(await tracker.end('SIGTERM')).toBe(0);
    expect(tracker.output()).toContain('ECONNREFUSED');
    expect(tracker.output()).not.toContain(phone);
  });
});
