import { describe, expect, it } from 'vitest';
import { json, startServer } from '../test/server.ts';

const id = { instanceId: 'VZ1' };
const phone = '5511999999999';

async function connect(response: unknown = { id: 'VZ1', token: 't', content: [] }) {
  const server = await startServer((_request, reply) => json(reply, response));
  const sent = () => JSON.parse(server.received.at(-1)?.body ?? '') as unknown;
  return { vzaps: server.client(), server, sent };
}

// Each test is one decision about public sources that disagree.
describe('the subscribed events', () => {
  it.each([
    ['create', (v) => v.instances.create({ name: 'shop', eventsSubscribe: ['Message', 'Presence'] })],
    ['provision', (v) => v.instances.provision({ name: 'shop', eventsSubscribe: 'Message, Presence' })],
    ['update', (v) => v.instances.update('VZ1', { name: 'shop', eventsSubscribe: ['Message', 'Presence'] })],
  ] satisfies [string, (v: Awaited<ReturnType<typeof connect>>['vzaps']) => PromiseLike<unknown>][])(
    'are sent as a list by instances.%s',
    async (_name, call) => {
      const { vzaps, sent } = await connect();
      await call(vzaps);
      expect(sent()).toEqual({ name: 'shop', events_subscribe: ['Message', 'Presence'] });
    },
  );

  it('are sent as a text with commas by webhooks.set', async () => {
    const { vzaps, sent } = await connect({ code: 200, success: true, data: {} });
    await vzaps.webhooks.set({ ...id, webhookURL: 'https://example.com', events: ['Message', 'Presence'] });
    expect(sent()).toEqual({ webhookURL: 'https://example.com', events: 'Message,Presence' });
  });

  it('are read from a text with commas and from a list', async () => {
    for (const events_subscribe of ['Message,Presence', ['Message', 'Presence']]) {
      const { vzaps } = await connect({ id: 'VZ1', token: 't', events_subscribe });
      expect((await vzaps.instances.create({ name: 'shop' })).data.eventsSubscribe).toEqual(['Message', 'Presence']);
    }
  });
});

describe('instances.list', () => {
  it('always sends page, size and sortDesc', async () => {
    const { vzaps, sent } = await connect();
    await vzaps.instances.list();
    expect(sent()).toEqual({ page: 1, size: 20, sortDesc: false });
    await vzaps.instances.list({ search: 'shop', sort: 'name' });
    expect(sent()).toEqual({ page: 1, size: 20, sortDesc: false, sort: 'name', filter: { query: 'shop' } });
    await vzaps.instances.list({ page: 2, pageSize: 5, sortDesc: true });
    expect(sent()).toEqual({ page: 2, size: 5, sortDesc: true });
  });

  it('returns the token and the status of each instance', async () => {
    const row = { id: 'VZ1', token: 'instance-token', status: 'connected' };
    const { vzaps } = await connect({ content: [row], page: 1, size: 20, total: 1, total_pages: 1 });
    const { data } = await vzaps.instances.list();
    expect([data.content[0]?.token, data.content[0]?.status]).toEqual(['instance-token', 'connected']);
    expect((await (await connect(row)).vzaps.instances.get('VZ1')).data).toEqual(row);
  });
});

it.each([
  [{ typebot_id: 'tb1' }, { typebotId: 'tb1', id: 'tb1' }],
  [{ id: 7 }, { typebotId: '7', id: '7' }],
  [
    { id: 'row', typebot_id: 'tb1' },
    { typebotId: 'tb1', id: 'row' },
  ],
  [{ typebotId: 'tb1' }, { typebotId: 'tb1' }],
])('typebots.create reads typebotId from %j', async (response, data) => {
  expect((await (await connect(response)).vzaps.typebots.create(id)).data).toEqual(data);
});

describe('the fields of a chat', () => {
  const texts = { archived: '0', pinned: '1', unread: '3', messages_unread: '3', is_muted: '0', is_group: 'false' };
  const values = { archived: false, pinned: true, unread: 3, messages_unread: 3, is_muted: false, is_group: 0 };
  const data = { archived: false, pinned: true, unread: '3', messagesUnread: 3, isMuted: '0', isGroup: false };

  it.each([
    ['texts', { ...texts, last_message_timestamp_ms: '1782255437000', mute_end_time: '5' }],
    ['numbers and booleans', { ...values, last_message_timestamp_ms: 1_782_255_437_000, mute_end_time: 5 }],
  ])('have one type if VZaps sends %s', async (_kind, response) => {
    const { vzaps } = await connect({ phone, ...response });
    expect((await vzaps.chats.get({ ...id, phone })).data).toEqual({
      phone,
      ...data,
      lastMessageTimestampMs: 1_782_255_437_000,
      muteEndTime: '5',
    });
  });
});

it('messages.send accepts a path with a leading slash', async () => {
  const { vzaps, server } = await connect();
  await vzaps.messages.send('VZ1', '/send/text', { phone, message: 'Hello' });
  await vzaps.messages.send('VZ1', 'send/text', { phone, message: 'Hello' });
  const paths = server.received.map(({ path }) => path).filter((path) => path !== '/token');
  expect(paths).toEqual(['/instances/VZ1/chat/send/text', '/instances/VZ1/chat/send/text']);
  await expect(vzaps.messages.send('VZ1', '//send/text', {})).rejects.toMatchObject({ path: ['path'] });
});

it('a call refuses an unknown option and names the nearest option', async () => {
  const { vzaps, server } = await connect();
  const unknown = {
    code: 'INVALID_REQUEST',
    message: expect.stringContaining('unknown option `timeout`. Did you mean `timeoutMs`?'),
  };
  await expect(vzaps.webhooks.get('VZ1', { timeout: 5 } as never)).rejects.toMatchObject(unknown);
  await expect(vzaps.request('GET', '/x', { timeout: 5 } as never)).rejects.toMatchObject(unknown);
  const retry = { atempts: 1 } as never;
  await expect(vzaps.webhooks.get('VZ1', { retry })).rejects.toMatchObject({ path: ['retry'] });
  await expect(vzaps.webhooks.get('VZ1', { signal: {} as never })).rejects.toMatchObject({ path: ['signal'] });
  expect(server.received).toHaveLength(0);
});

it('a call ignores a field and an option whose value is undefined', async () => {
  const { vzaps } = await connect();
  await vzaps.contacts.list('VZ1', { timeout: undefined } as never);
  await vzaps.queues.listMessages({ ...id, page: undefined } as never);
});

describe('the error for an unknown field', () => {
  it('names the option `extra` and the declared field with the most similar name', async () => {
    const { vzaps, server } = await connect();
    const call = vzaps.messages.sendText({ ...id, phone, mesage: 'x', message: 'x' } as never);
    await expect(call).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      message: expect.stringMatching(/unknown field `mesage`\. Did you mean `message`\?.*\{ extra: \{ mesage: … \} \}/),
    });
    expect(server.received).toHaveLength(0);
  });

  it('names all unknown fields, also of a nested object and of a call without fields', async () => {
    const { vzaps } = await connect();
    const buttons = [{ id: '1', text: 'a', colour: 'red' }];
    await expect(vzaps.messages.sendButtons({ ...id, phone, message: 'x', buttons } as never)).rejects.toMatchObject({
      path: ['buttons', 0],
      message: expect.stringContaining('unknown field `colour`'),
    });
    await expect(vzaps.queues.listMessages({ ...id, a: 1, b: 2 } as never)).rejects.toThrow('unknown fields `a`, `b`');
  });
});
