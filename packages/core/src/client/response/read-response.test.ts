import { describe, expect, it } from 'vitest';
import { json, startServer } from '../test/server.ts';

async function answering(body: unknown, status = 200) {
  const server = await startServer((_request, response) => {
    if (body === undefined) response.writeHead(status).end();
    else json(response, body, status);
  });
  return server.client();
}
const id = { instanceId: 'VZ1' };

describe('the envelope of a call', () => {
  it('is the envelope that VZaps sent, with its code', async () => {
    const vzaps = await answering({ code: 207, success: true, data: { webhook: 'x', subscribe: 'Message,Presence' } });
    expect(await vzaps.webhooks.get('VZ1')).toEqual({
      code: 207,
      success: true,
      data: { webhook: 'x', subscribe: ['Message', 'Presence'] },
    });
  });

  it('has the HTTP status as its code if VZaps sends a bare object or list', async () => {
    const bare = await answering({ status: 'ok' }, 202);
    expect(await bare.chats.pin({ ...id, phone: '5511999999999' })).toEqual({
      code: 202,
      success: true,
      data: { status: 'ok' },
    });
    const list = await answering([{ a: 1 }]);
    expect((await list.contacts.list('VZ1')).data).toEqual([{ a: 1 }]);
  });

  it('contains the whole object if it has `success` but no `data`', async () => {
    const vzaps = await answering({ success: true, status: 'ok' });
    expect((await vzaps.chats.pin({ ...id, phone: '5511999999999' })).data).toEqual({ success: true, status: 'ok' });
  });

  it('has undefined as data after a 204 and after a success without data', async () => {
    const empty = await answering(undefined, 204);
    expect(await empty.instances.delete('VZ1')).toEqual({ code: 204, success: true, data: undefined });
    const nothing = await answering({ code: 200, success: true, data: null });
    expect((await nothing.instances.delete('VZ1')).data).toBeUndefined();
  });
});

describe('the data of a call', () => {
  it('is read from every spelling that a public source shows', async () => {
    for (const data of [{ linking_code: 'A' }, { LinkingCode: 'A' }, { linkingCode: 'A' }]) {
      const vzaps = await answering({ code: 200, success: true, data });
      expect((await vzaps.sessions.pairCode('VZ1', '5511999999999')).data).toEqual({ linkingCode: 'A' });
    }
  });

  it('keeps undeclared keys and free maps unchanged', async () => {
    const free = { some_key: { other_key: 1 }, camelKey: 2 };
    const vzaps = await answering({
      code: 200,
      success: true,
      data: { connected: true, new_thing: free, business_profile: { profile_options: free } },
    });
    expect((await vzaps.sessions.status('VZ1')).data).toEqual({
      connected: true,
      new_thing: free,
      businessProfile: { profileOptions: free },
    });
  });

  it('lacks optional fields that are null and keeps values of the wrong kind under their wire name', async () => {
    const vzaps = await answering({
      code: 200,
      success: true,
      data: { connected: true, phone: null, push_name: 7, business_profile: 'none' },
    });
    expect((await vzaps.sessions.status('VZ1')).data).toEqual({
      connected: true,
      push_name: 7,
      business_profile: 'none',
    });
  });

  it.each([[{}], [{ connected: 'yes' }], [null], ['text'], [7], [[]]])(
    'causes UNEXPECTED_RESPONSE if a promised field is missing or wrong: %j',
    async (data) => {
      const vzaps = await answering({ code: 200, success: true, data });
      await expect(vzaps.sessions.status('VZ1')).rejects.toMatchObject({
        code: 'UNEXPECTED_RESPONSE',
        status: 200,
        issues: [{ path: expect.arrayContaining(['data']) }],
      });
    },
  );

  it('may be nested deeper than JSON.stringify can go', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const server = await startServer(({ path }, response) =>
      response.writeHead(path.includes('logs') ? 200 : 500).end(`{"id":"1","payload":${deep},"message":"no"}`),
    );
    const vzaps = server.client();
    expect((await vzaps.webhooks.getLog({ ...id, logId: '1' })).data.id).toBe('1');
    await expect(vzaps.webhooks.get('VZ1')).rejects.toMatchObject({ code: 'API_ERROR', status: 500 });
  });

  it('contains log entries that were written in any likely spelling and date format', async () => {
    const at = '2026-06-23T22:57:17.000Z';
    const rows = [
      { log_id: 7, event_type: 'Message', created_at: at, attempts: 3, other: { a_b: 1 } },
      { _id: 'x', timestamp: Date.parse(at), attempts: [{ status_code: 500, created_at: at }] },
      { uuid: 'y', date: Date.parse(at) / 1_000, attempts: null },
      { id: 'z', created_at: 9e99, status: 5 },
    ];
    const vzaps = await answering({ code: 200, success: true, data: { content: rows, total_elements: '4' } });
    const { data } = await vzaps.webhooks.searchLogs({ ...id, page: 2, size: 9 });
    expect(data).toMatchObject({ page: 2, size: 9, total: 4 });
    expect(data.content).toEqual([
      { id: '7', event: 'Message', createdAt: at, attempts: 3, other: { a_b: 1 } },
      { id: 'x', createdAt: at, attempts: [{ status: 500, at }] },
      { id: 'y', createdAt: at },
      { id: 'z', created_at: 9e99, status: 5 },
    ]);
  });
});

describe('the error of a refused request', () => {
  it.each([
    [{ message: 'm', error: 'e' }, 'm'],
    [{ error: 'e' }, 'e'],
    [{ error: { message: 'em' } }, 'em'],
    [{ detail: 'd' }, 'd'],
    [{ errors: [{ message: 'first' }] }, 'first'],
    [{ data: { error: 'de' } }, 'de'],
  ])('quotes the message in %j', async (body, message) => {
    await expect((await answering(body, 400)).webhooks.get('VZ1')).rejects.toThrow(
      `VZaps answered 400 to GET /instances/:instanceId/webhook: ${message}`,
    );
  });

  it.each([
    [{ success: false, code: 403, message: 'no' }, 'PERMISSION_DENIED'],
    [{ success: false, data: { error: 'x' } }, 'API_ERROR'],
    [{ success: false }, 'API_ERROR'],
  ])('is thrown for success: false with status 200: %j', async (body, code) => {
    await expect((await answering(body)).webhooks.get('VZ1')).rejects.toMatchObject({ code, status: 200, attempts: 1 });
  });
});
