import { describe, expect, it } from 'vitest';
import { connected } from './test/connected-client.ts';
import { application } from './test/webhook-server.ts';

const phone = '5511999999999';

describe('the fake lets nobody in', () => {
  const status = async (url: string, headers: Record<string, string>) => (await fetch(url, { headers })).status;

  it('without credentials, with half of them, or to another’s instance', async () => {
    const { fake, vzaps, instanceId, instanceToken } = await connected();
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

  it('with wrong client credentials', async () => {
    const { vzaps } = await connected({ clientSecret: 'wrong-secret' });
    await expect(vzaps.instances.list()).rejects.toMatchObject({ code: 'AUTHENTICATION_FAILED' });
  });

  it('with an instance token where the owner is needed', async () => {
    const { fake, instanceId, instanceToken } = await connected();
    const headers = { 'x-client-token': fake.clientToken, 'x-instance-token': instanceToken };
    const answer = await fetch(`${fake.url}/instances/${instanceId}/cancel`, { method: 'PUT', headers });
    expect(answer.status).toBe(401);
  });

  it('after a token expired; the client renews it', async () => {
    const { fake, vzaps, instanceId } = await connected();
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
  it('refuses event names that are not exact, and takes each spelling of the URL', async () => {
    const { vzaps, instanceId } = await connected();
    const set = (body: object) => vzaps.request('POST', `/instances/${instanceId}/webhook`, { body });
    for (const events of ['message', 'Receipt', 'MessageRead', 'Message, Presence', ['Message', 'MessageDelivered']]) {
      await expect(set({ webhookURL: 'https://example.com', events })).rejects.toMatchObject({ status: 400 });
    }
    await set({ webhook_url: 'https://example.com', events: ['Message', 'All'] });
    expect((await vzaps.webhooks.get(instanceId)).data.subscribe).toEqual(['Message', 'All']);
    await expect(set({ events: 'All' })).rejects.toMatchObject({ status: 400 });
  });

  it('remembers: a group that was created, a chat that was begun, an instance that was made', async () => {
    const { vzaps, instanceId } = await connected();
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

  it('lets a message come back as a receipt, asked for or by itself', async () => {
    const { vzaps, fake, instanceId } = await connected({}, { receipts: true });
    const app = await application();
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

  it('writes down requests without credentials', async () => {
    const { fake, vzaps, instanceId, instanceToken } = await connected();
    await vzaps.webhooks.get(instanceId, { instanceToken });
    const written = JSON.stringify(fake.requests);
    for (const secret of [fake.clientToken, fake.clientSecret, instanceToken]) expect(written).not.toContain(secret);
    expect(fake.requests[0]?.body).toEqual({ client_token: '[redacted]', client_secret: '[redacted]' });
    expect(fake.requests[1]?.headers['x-instance-token']).toBe('[redacted]');
  });

  it('answers what its faults say, as often as they say, in their order', async () => {
    const { fake, vzaps, instanceId } = await connected();
    fake.fault({ route: /webhook$/, status: 418, body: 'teapot', headers: { 'x-request-id': 'r' } });
    fake.fault({ route: 'GET /instances/:id/webhook', status: 409, body: { message: 'second' } });
    const get = () => vzaps.webhooks.get(instanceId);
    await expect(get()).rejects.toMatchObject({ status: 418, requestId: 'r', details: 'teapot' });
    await expect(get()).rejects.toThrow('second');
    await expect(get()).resolves.toMatchObject({ success: true });
  });
});
