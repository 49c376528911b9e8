import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { bundleOf, bundlePrograms } from 'test-programs';
import { describe, expect, it } from 'vitest';
import { createFakeVZaps } from './index.ts';
import { connectClient } from './test/connected-client.ts';
import { startWebhookServer } from './test/webhook-server.ts';

const PACKAGE = join(import.meta.dirname, '../..');
const phone = '5511999999999';

describe('the API of the fake', () => {
  const status = async (url: string, headers: Record<string, string>) => (await fetch(url, { headers })).status;

  it('rejects a call without credentials, with half of them, or to an instance of another account', async () => {
    const { fake, vzaps, instanceId, instanceToken } = await connectClient();
    const url = (id: string) => `${fake.url}/instances/${id}/webhook`;
    const owner = { authorization: `Bearer ${await vzaps.auth.getAccessToken()}` };
    const pair = { 'x-client-token': fake.clientToken, 'x-instance-token': instanceToken };

    expect(await status(url(instanceId), owner)).toBe(200);
    expect(await status(url(instanceId), pair)).toBe(200);
    expect(await status(url(instanceId), {})).toBe(401);
    expect(await status(url(instanceId), { authorization: 'Bearer eyJ.wrong.token' })).toBe(401);
    expect(await status(url(instanceId), { 'x-client-token': fake.clientToken })).toBe(401);
    expect(await status(url(instanceId), { 'x-instance-token': instanceToken })).toBe(401);
    expect(await status(url(instanceId), { ...pair, 'x-client-token': 'wrong' })).toBe(401);
    expect(await status(url(instanceId), { ...pair, 'x-instance-token': 'wrong' })).toBe(403);
    expect(await status(url(fake.foreign.id), owner)).toBe(403);
    expect(await status(url(fake.foreign.id), { ...pair, 'x-instance-token': fake.foreign.token })).toBe(403);
    expect(await status(url('VZNONE'), owner)).toBe(404);
  });

  it('rejects wrong client credentials', async () => {
    const { vzaps } = await connectClient({ clientSecret: 'wrong-secret' });
    await expect(vzaps.instances.list()).rejects.toMatchObject({ code: 'AUTHENTICATION_FAILED' });
  });

  it('rejects an instance token where the token of the owner is required', async () => {
    const { fake, instanceId, instanceToken } = await connectClient();
    const headers = { 'x-client-token': fake.clientToken, 'x-instance-token': instanceToken };
    const response = await fetch(`${fake.url}/instances/${instanceId}/cancel`, { method: 'PUT', headers });
    expect(response.status).toBe(401);
  });

  it('rejects an expired token, and the client requests a new one', async () => {
    const { fake, vzaps, instanceId } = await connectClient();
    await vzaps.webhooks.get(instanceId);
    fake.expireTokens();
    await vzaps.webhooks.get(instanceId);
    expect(fake.requests.map(({ path }) => path.replace(instanceId, ':id'))).toEqual([
      '/token',
      '/instances/:id/webhook',
      '/instances/:id/webhook',
      '/token',
      '/instances/:id/webhook',
    ]);
  });
});

describe('the fake', () => {
  it('accepts the authorization scheme in any case', async () => {
    const { fake, vzaps, instanceId } = await connectClient();
    for (const scheme of ['bearer', 'BEARER', 'Bearer']) {
      const headers = { authorization: `${scheme} ${await vzaps.auth.getAccessToken()}` };
      expect((await fetch(`${fake.url}/instances/${instanceId}/webhook`, { headers })).status).toBe(200);
    }
  });

  it.each(['true', 'True', '1'])('renews the invite link of a group for reset=%s', async (reset) => {
    const { vzaps, instanceId } = await connectClient();
    const { data } = await vzaps.groups.create({ instanceId, groupName: 'Team', participants: [phone] });
    const link = async (query: object) => {
      const path = `/instances/${instanceId}/group/invitelink` as const;
      return (await vzaps.request('GET', path, { query: { group_id: data.groupId, ...query } })).data;
    };
    const before = await link({});
    expect(await link({ reset: 'false' })).toEqual(before);
    expect(await link({ reset })).not.toEqual(before);
  });

  it('accepts events_subscribe as an array and as text, in create and update', async () => {
    const { vzaps } = await connectClient();
    const create = async (events_subscribe: unknown) =>
      (await vzaps.request('PUT', '/instances/create', { body: { name: 'Shop', events_subscribe } })).data as {
        id: string;
        events_subscribe: string;
      };
    expect((await create(['Message', 'ReadReceipt'])).events_subscribe).toBe('Message,ReadReceipt');
    const { id, events_subscribe } = await create('Message,ReadReceipt');
    expect(events_subscribe).toBe('Message,ReadReceipt');
    await vzaps.request('PATCH', `/instances/${id}`, { body: { events_subscribe: ['Presence'] } });
    expect((await vzaps.webhooks.get(id)).data.subscribe).toEqual(['Presence']);
  });

  it('accepts the webhook of Chatwoot without credentials', async () => {
    const { fake, instanceId } = await connectClient();
    const post = async (id: string) => (await fetch(`${fake.url}/chatwoot/webhook/${id}`, { method: 'POST' })).status;
    expect(await post(instanceId)).toBe(200);
    expect(await post('VZNONE')).toBe(404);
  });

  it('returns token and status in the rows of instances', async () => {
    const { fake, vzaps, instanceId, instanceToken } = await connectClient();
    const { data } = await vzaps.request('POST', '/instances/list', { body: {} });
    expect(data).toMatchObject({ content: [{ id: instanceId, token: instanceToken, status: 'connected' }] });
    expect(JSON.stringify(data)).not.toContain(fake.foreign.token);
  });

  it('rejects event names that are not exact, and accepts each spelling of the webhook URL', async () => {
    const { vzaps, instanceId } = await connectClient();
    const set = (body: object) => vzaps.request('POST', `/instances/${instanceId}/webhook`, { body });
    for (const events of ['message', 'Receipt', 'MessageRead', 'Message, Presence', ['Message', 'MessageDelivered']]) {
      await expect(set({ webhookURL: 'https://example.com', events })).rejects.toMatchObject({ status: 400 });
    }
    await set({ webhook_url: 'https://example.com', events: ['Message', 'All'] });
    expect((await vzaps.webhooks.get(instanceId)).data.subscribe).toEqual(['Message', 'All']);
    await expect(set({ events: 'All' })).rejects.toMatchObject({ status: 400 });
  });

  it('stores created groups, chats and instances', async () => {
    const { vzaps, instanceId } = await connectClient();
    const { data: group } = await vzaps.groups.create({ instanceId, groupName: 'Team', participants: [phone] });
    await vzaps.groups.setName({ instanceId, groupId: group.groupId ?? '', name: 'Crew' });
    expect((await vzaps.groups.list({ instanceId })).data.content).toMatchObject([
      { groupId: group.groupId, name: 'Crew' },
    ]);

    await vzaps.messages.sendText({ instanceId, phone, message: 'x' });
    await vzaps.chats.mute({ instanceId, phone });
    expect((await vzaps.chats.list({ instanceId })).data.content).toMatchObject([{ phone, isMuted: '1' }]);

    const { data: made } = await vzaps.instances.create({ name: 'Second' });
    const own = vzaps.forInstance(made.id, { instanceToken: made.token });
    expect((await own.sessions.status()).data).toEqual({ connected: false });
    expect((await own.sessions.qr()).data.qrCode).toMatch(/^data:image\/png;base64,/);
    const names: unknown[] = [];
    for await (const { name } of vzaps.instances.list({ size: 1 })) names.push(name);
    expect(names).toContain('Second');
    await vzaps.instances.delete(made.id);
    await expect(vzaps.instances.get(made.id)).rejects.toMatchObject({ status: 404 });
  });

  it('delivers the receipt of a sent message on request, and by itself with the option receipts', async () => {
    const { vzaps, fake, instanceId } = await connectClient({}, { receipts: true });
    const app = await startWebhookServer();
    await vzaps.webhooks.set({ instanceId, webhookURL: app.url, events: ['ReadReceipt'] });
    const { data } = await vzaps.messages.sendText({ instanceId, phone, message: 'x' });
    while (app.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(fake.sent).toMatchObject([{ kind: 'text', phone, messageId: data.messageId }]);
    const [sent] = fake.sent;
    if (sent) await fake.receipt(sent, 'Read');
    expect(app.requests.map(({ body }) => JSON.parse(body))).toMatchObject([
      { state: 'Delivered', event: { message_i_ds: [data.messageId] } },
      { state: 'Read', event: { message_i_ds: [data.messageId] } },
    ]);
  });

  it('records requests without credentials', async () => {
    const { fake, vzaps, instanceId, instanceToken } = await connectClient();
    await vzaps.webhooks.get(instanceId, { instanceToken });
    const recorded = JSON.stringify(fake.requests);
    for (const secret of [fake.clientToken, fake.clientSecret, instanceToken]) expect(recorded).not.toContain(secret);
    expect(fake.requests[0]?.body).toEqual({ client_token: '[redacted]', client_secret: '[redacted]' });
    expect(fake.requests[1]?.headers['x-instance-token']).toBe('[redacted]');
  });

  it('applies faults as often as they say and in the order in which they were added', async () => {
    const { fake, vzaps, instanceId } = await connectClient();
    fake.fault({ route: /webhook$/, status: 418, body: 'teapot', headers: { 'x-request-id': 'r' } });
    fake.fault({ route: 'GET /instances/:id/webhook', status: 409, body: { message: 'second' } });
    const get = () => vzaps.webhooks.get(instanceId);
    await expect(get()).rejects.toMatchObject({ status: 418, requestId: 'r', details: 'teapot' });
    await expect(get()).rejects.toThrow('second');
    await expect(get()).resolves.toMatchObject({ success: true });
  });
});

describe('createFakeVZaps()', () => {
  it.each([
    [{ prot: 4711 }, '`prot` does not exist. Did you mean `port`?'],
    [{ port: '4711' }, '`port` is a string. It must be a whole number of at least 0 (a TCP port).'],
    [{ instances: 0 }, '`instances` is 0.'],
    [{ instances: [{ id: 'VZ1', tokne: 'x' }] }, '`instances[0].tokne` does not exist. Did you mean'],
    [{ deliveries: { timeoutMs: '1s' } }, '`deliveries.timeoutMs` is a string.'],
    [{ receipts: 'yes' }, '`receipts` is a string. It must be true or false.'],
    [{ clientSecret: '' }, '`clientSecret` is an empty string.'],
  ])('rejects the wrong option %j', async (options, message) => {
    await expect(createFakeVZaps(options as object)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining(message),
    });
  });

  it.each([
    [{ statsu: 500 }, 'Did you mean `status`?'],
    [{}, '`status` is missing.'],
    [{ does: 'explode' }, 'It must be one of: silence'],
    [{ status: 500, route: '/webhook' }, '`route` is a string. It must be a route such as `POST /instances'],
  ])('returns a fake whose fault() throws for the wrong fault %j', async (fault, message) => {
    const { fake } = await connectClient();
    expect(() => fake.fault(fault as never)).toThrow(message);
  });

  it('returns a fake whose deliver() rejects a wrong option', async () => {
    const { fake, instanceId } = await connectClient();
    const deliver = (options: object) => fake.deliver(instanceId, {}, options);
    await expect(deliver({ timeout: 5 })).rejects.toThrow('Did you mean `timeoutMs`?');
    await expect(deliver({ url: '/hook' })).rejects.toThrow('`url` is a string. It must be an absolute http or https');
  });

  it('listens on the port of the option, and rejects if the port is in use', async () => {
    const { fake } = await connectClient();
    const port = Number(new URL(fake.url).port);
    await expect(createFakeVZaps({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await fake.close();
    const again = await createFakeVZaps({ port });
    expect(again.url).toBe(fake.url);
    await again.close();
  });

  it('returns a fake that Symbol.asyncDispose closes', async () => {
    const fake = await createFakeVZaps();
    await fake[Symbol.asyncDispose]();
    await expect(fetch(fake.url)).rejects.toThrow();
  });

  it('does not keep the process alive if the fake is not closed', async () => {
    await bundlePrograms(PACKAGE, { fake: 'src/fake/index.ts' });
    const program = `
      import { createFakeVZaps } from ${JSON.stringify(pathToFileURL(bundleOf(PACKAGE, 'fake')))};
      const fake = await createFakeVZaps();
      await (await fetch(fake.url)).text();
    `;
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { timeout: 30_000 });
  });
});
