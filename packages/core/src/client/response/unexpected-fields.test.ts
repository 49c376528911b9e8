import { describe, expect, it } from 'vitest';
import { json, startServer } from '../test/server.ts';

const id = { instanceId: 'VZ1' };
const phone = '5511999999999';
const to = { ...id, phone };
type Client = ReturnType<Awaited<ReturnType<typeof startServer>>['client']>;

async function answering(data: unknown) {
  const server = await startServer((_request, response) => json(response, { code: 200, success: true, data }));
  return server.client();
}

describe('an action that VZaps confirmed', () => {
  const ACTIONS: Record<string, (vzaps: Client) => PromiseLike<{ data: unknown }>> = {
    'chats.pin': (v) => v.chats.pin(to),
    'messages.react': (v) => v.messages.react({ ...to, messageId: 'm', reaction: '👍' }),
    'messages.pollVote': (v) => v.messages.pollVote({ ...to, messageId: 'm', vote: 'a' }),
    'queues.purgeMessages': (v) => v.queues.purgeMessages(id),
    'webhooks.retryLog': (v) => v.webhooks.retryLog({ ...id, logId: 'l' }),
    'instances.update': (v) => v.instances.update('VZ1', { name: 'abc' }),
    'instances.restart': (v) => v.instances.restart('VZ1'),
    'instances.provision': (v) => v.instances.provision({ name: 'abc' }),
    'instances.subscribe': (v) => v.instances.subscribe('VZ1'),
    'sessions.disconnect': (v) => v.sessions.disconnect('VZ1'),
    'groups.create': (v) => v.groups.create({ ...id, groupName: 'x', participants: [phone] }),
    'groups.inviteLink': (v) => v.groups.inviteLink({ ...id, groupId: '1@g.us' }),
    'typebots.create': (v) => v.typebots.create(id),
    'chatwoot.set': (v) => v.chatwoot.set(id),
    'webhooks.set': (v) => v.webhooks.set({ ...id, webhookURL: 'https://example.com' }),
  };

  it.each(Object.entries(ACTIONS))('resolves whatever the data of the response to %s is', async (_name, call) => {
    for (const data of ['Queued', true, 1, ['x'], [], {}, null]) {
      await expect(call(await answering(data))).resolves.toMatchObject({ code: 200, success: true });
    }
    const bare = await startServer((_request, response) => response.end('null'));
    await expect(call(bare.client())).resolves.toMatchObject({ code: 200, success: true });
    const empty = await startServer((_request, response) => response.writeHead(204).end());
    await expect(call(empty.client())).resolves.toMatchObject({ code: 204, success: true });
  });

  it('resolves with an object that holds the text or the list of the response in a field', async () => {
    expect((await (await answering('Queued')).chats.pin(to)).data).toEqual({ details: 'Queued' });
    expect((await (await answering(['x'])).chats.pin(to)).data).toEqual({ value: ['x'] });
    const link = await answering('https://chat.whatsapp.com/x');
    expect((await link.groups.inviteLink({ ...id, groupId: '1@g.us' })).data.inviteLink).toMatch(/\/x$/);
    expect((await (await answering({ id: 'VZ2' })).instances.provision({ name: 'abc' })).data.id).toBe('VZ2');
  });

  it('counts as retried in the report of retryFailedLogs if its data is a text', async () => {
    const server = await startServer(({ path }, response) => {
      const data = path.endsWith('/retry') ? 'Webhook retry queued' : { content: [{ id: '1' }], total: 1 };
      json(response, { code: 200, success: true, data });
    });
    const report = await server.client().webhooks.retryFailedLogs(id);
    expect(report).toEqual({ total: 1, retried: 1, failed: 0, errors: [] });
  });
});

it('webhooks.get and webhooks.set accept a response without a URL or without events', async () => {
  expect((await (await answering({ subscribe: ['All'] })).webhooks.get('VZ1')).data.webhook).toBe('');
  expect((await (await answering({ webhook: 'x' })).webhooks.get('VZ1')).data.subscribe).toEqual([]);
  const set = (await answering({ webhook: 'x' })).webhooks.set({ ...id, webhookURL: 'https://x' });
  expect((await set).data).toEqual({ webhook: 'x', events: [] });
});

describe('a response', () => {
  it('keeps second spellings and values of the wrong kind in a log entry', async () => {
    const at = '2026-01-01T00:00:00Z';
    const event = { type: 'Message', x: 1 };
    const others = { sent_at: at, timestamp: 5, uuid: 'u', event_type: 'Message', type: 'webhook', updated_at: [1] };
    const attempt = { at: 'a', created_at: 'b', status: 'failed', status_code: 500 };
    const vzaps = await answering({ id: '1', status: 500, event, created_at: at, attempts: [attempt], ...others });
    expect((await vzaps.webhooks.getLog({ ...id, logId: '1' })).data).toEqual({
      id: '1',
      status: 500,
      event,
      createdAt: at,
      attempts: [attempt],
      ...others,
    });
  });

  it('keeps the first value that fits its declared kind, although another spelling comes first', async () => {
    const vzaps = await answering({ users: [{ exists: 'maybe', is_in_whatsapp: true, phone: null, query: '55' }] });
    expect((await vzaps.users.check(to)).data.users).toEqual([{ exists: true, phone: '55' }]);
  });

  it('keeps free maps that are lists or have a key __proto__', async () => {
    const vzaps = await answering(
      JSON.parse('{"id":"a","labels":{"__proto__":{"x":1},"a_b":2},"cancel_at":5,"__proto__":{"y":1}}'),
    );
    const { data } = await vzaps.instances.get('VZ1');
    expect(JSON.stringify(data.labels)).toBe('{"__proto__":{"x":1},"a_b":2}');
    expect(data).toMatchObject({ id: 'a', cancel_at: 5 });
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
    expect((await (await answering({ id: 'a', labels: ['x'] })).instances.get('VZ1')).data.labels).toEqual(['x']);
    const profile = { connected: true, business_profile: { profile_options: [{ a_b: 1 }] } };
    const status = await (await answering(profile)).sessions.status('VZ1');
    expect(status.data.businessProfile?.profileOptions).toEqual([{ a_b: 1 }]);
  });

  it('keeps the second id of a sent message, and the id is read under each of its names', async () => {
    const send = async (data: object) => (await answering(data)).messages.sendText({ ...to, message: 'x' });
    expect((await send({ message_id: 'WA1', id: 'queue-7' })).data).toEqual({ messageId: 'WA1', id: 'queue-7' });
    // VZaps took the message, so a failure would make the application send it again.
    for (const name of ['id', 'Id']) expect((await send({ [name]: '3EB0' })).data).toEqual({ messageId: '3EB0' });
    await expect(send({ status: 'x' })).rejects.toMatchObject({ code: 'UNEXPECTED_RESPONSE' });
  });

  it('keeps the summary of a list of instances and the fields of a vote', async () => {
    const vzaps = await answering({
      content: [],
      summary: { total_connected: 1 },
      id: 'v',
      timestamp: 5,
      details: 'd',
    });
    expect((await vzaps.instances.list()).data.summary).toEqual({ total_connected: 1 });
    const { data } = await vzaps.messages.pollVote({ ...to, messageId: 'm', vote: 'a' });
    expect([data?.id, data?.timestamp, data?.details]).toEqual(['v', 5, 'd']);
  });
});

it('a value of the wrong kind never appears under the declared name', async () => {
  const vzaps = await answering({ id: 'a', connected: 'false', name: 7, status: {}, push_name: 7 });
  const { data } = await vzaps.instances.get('VZ1');
  expect([data.connected, data.name]).toEqual([undefined, undefined]);
});

it('settings of Chatwoot and TypeBot come back under the names by which they are set', async () => {
  const chatwoot = { enabled: true, account_id: 3, sign_msg: true, reopen_conversation: false, token_masked: 'c***' };
  expect((await (await answering(chatwoot)).chatwoot.get('VZ1')).data).toEqual({
    enabled: true,
    accountId: 3,
    signMsg: true,
    reopenConversation: false,
    tokenMasked: 'c***',
  });
  const typebot = { id: 7, trigger_type: 'all', expire_in_minutes: 5, listen_from_me: true, made_by: 'x' };
  expect((await (await answering(typebot)).typebots.create(id)).data).toEqual({
    typebotId: '7',
    id: '7',
    triggerType: 'all',
    expireInMinutes: 5,
    listenFromMe: true,
    made_by: 'x',
  });
});
