import { describe, expect, it } from 'vitest';
import { allRoutes } from '../resources/all-routes.ts';
import { json, startServer } from '../test/server.ts';

const id = { instanceId: 'VZ1' };
const phone = '5511999999999';
const at = new Date('2026-06-23T22:57:17.000Z');
const never = new Date('never');

async function connect() {
  const server = await startServer((_request, response) =>
    json(response, { success: true, data: { message_id: 'm', content: [], url: 'x' } }),
  );
  const vzaps = server.client();
  const sent = () => JSON.parse(server.received.at(-1)?.body ?? '');
  const query = () => new URLSearchParams(server.received.at(-1)?.path.split('?')[1]);
  return { server, vzaps, sent, query };
}

describe('a Date in a request', () => {
  it('is sent as ISO 8601 in a query, in extra fields and in open filters', async () => {
    const { vzaps, sent, query } = await connect();
    await vzaps.request('GET', '/x', { query: { since: at, all: [at, 1], filter: { from: at } } });
    expect([...query()]).toEqual([
      ['since', at.toISOString()],
      ['all', at.toISOString()],
      ['all', '1'],
      ['filter', JSON.stringify({ from: at })],
    ]);
    await vzaps.contacts.list('VZ1', { extra: { since: at } });
    expect(query().get('since')).toBe(at.toISOString());
    await vzaps.webhooks.searchLogs({ ...id, from: at, deep: { to: at } });
    expect(sent()).toEqual({ from: at.toISOString(), deep: { to: at.toISOString() } });
  });

  it('is refused if it is invalid, like NaN, because JSON would turn it into null', async () => {
    const { vzaps, server } = await connect();
    const calls = [
      vzaps.request('GET', '/x', { query: { since: never } }),
      vzaps.request('GET', '/x', { query: { filter: { since: never } } }),
      vzaps.request('POST', '/x', { body: { deep: [{ since: never }] } }),
      vzaps.contacts.list('VZ1', { extra: { since: never } }),
      vzaps.webhooks.searchLogs({ ...id, since: never }),
      vzaps.webhooks.searchLogs({ ...id, since: Number.NaN }),
    ];
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'INVALID_REQUEST', path: ['since'] });
    expect(server.received).toHaveLength(0);
  });
});

describe('the names of fields', () => {
  it('are translated in instances.subscribe for declared fields, and stay unchanged for other fields', async () => {
    const { vzaps, sent } = await connect();
    await vzaps.instances.subscribe('VZ1', { successUrl: 'https://a/b', cancelUrl: 'https://a/c', billingType: 'x' });
    expect(sent()).toEqual({ success_url: 'https://a/b', cancel_url: 'https://a/c', billingType: 'x' });
  });

  it('are translated in messages.send for the fields of all send calls, and stay unchanged for other fields', async () => {
    const { vzaps, sent } = await connect();
    const body = { phone, message: 'x', replyToMessageId: 'a', mentionedIds: ['1'], newField: { aB: 1 } };
    await vzaps.messages.send('VZ1', 'send/text', body);
    expect(sent()).toEqual({
      phone,
      message: 'x',
      reply_to_message_id: 'a',
      mentioned_ids: ['1'],
      newField: { aB: 1 },
    });

    // Every name that a send call takes is one that messages.send knows.
    type Shape = { in: { shape: object } };
    const named = Object.values(allRoutes.messages).filter(({ template }) => template.includes('/chat/send/'));
    const names = new Set(
      named.flatMap(({ requestSchema }) => Object.keys((requestSchema as unknown as Shape).in.shape)),
    );
    expect(names.size).toBeGreaterThan(30);
    await vzaps.messages.send('VZ1', 'send/x', Object.fromEntries([...names].map((name) => [name, 'x'])));
    expect(Object.keys(sent()).filter((name) => /[A-Z]/.test(name))).toEqual([]);
  });

  it('may be __proto__ and constructor', async () => {
    const { vzaps, server } = await connect();
    const odd = '{"__proto__":{"a":1},"constructor":2,"b_c":3}';
    const last = () => server.received.at(-1)?.body;
    await vzaps.instances.list({ filter: JSON.parse(odd) });
    expect(last()).toContain(`"filter":${odd}`);
    await vzaps.instances.search(JSON.parse(odd));
    expect(last()).toBe(odd);
    await vzaps.messages.send('VZ1', 'send/x', JSON.parse(odd));
    expect(last()).toBe(odd);
  });
});

it('the id of a message to send may be any text that is not blank', async () => {
  const { vzaps, sent } = await connect();
  await vzaps.messages.sendText({ ...id, phone, message: 'x', id: 'a/b' });
  expect(sent().id).toBe('a/b');
  await expect(vzaps.messages.sendText({ ...id, phone, message: 'x', id: ' ' })).rejects.toMatchObject({
    path: ['id'],
  });
});

it('client.request() refuses a body with GET', async () => {
  const { vzaps, server } = await connect();
  await expect(vzaps.request('GET', '/x', { body: { a: 1 } })).rejects.toMatchObject({ path: ['body'] });
  expect(server.received).toHaveLength(0);
});

describe('the instance token', () => {
  it.each([
    ['in the request', 'flat', (v) => v.webhooks.getLog({ ...id, logId: 'l', instanceToken: 'flat' })],
    ['in the options', 'options', (v) => v.sessions.qr('VZ1', { instanceToken: 'options' })],
    ['of a bound client', 'bound', (v) => v.forInstance('VZ1', { instanceToken: 'bound' }).chats.list()],
    [
      'of a bound client, for client.request()',
      'bound',
      (v) => v.forInstance('VZ1', { instanceToken: 'bound' }).request('GET', '/x', { instanceToken: undefined }),
    ],
    ['if it is empty', undefined, (v) => v.webhooks.getLog({ ...id, logId: 'l', instanceToken: '' })],
    ['if it is empty in the options', undefined, (v) => v.sessions.qr('VZ1', { instanceToken: '' })],
  ] satisfies [
    string,
    string | undefined,
    (v: Awaited<ReturnType<typeof connect>>['vzaps']) => PromiseLike<unknown>,
  ][])('%s is sent in its header or left out, and never in the body', async (_place, token, call) => {
    const { vzaps, server } = await connect();
    await Promise.resolve(call(vzaps)).catch(() => {});
    expect(server.received.at(-1)?.headers['x-instance-token']).toBe(token);
    expect(server.received.at(-1)?.headers.authorization).toBe('Bearer token-1');
    expect(server.received.at(-1)?.body).not.toContain('oken');
  });
});

it('the JSON of a VZapsError has its message and its link', async () => {
  const { server } = await connect();
  const error = await server
    .client({ clientSecret: undefined })
    .instances.list()
    .catch((reason: unknown) => reason);
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: 'VZapsError',
    code: 'INVALID_OPTION',
    message: expect.stringContaining('clientSecret'),
    help: expect.stringContaining('INVALID_OPTION.md'),
  });
});
