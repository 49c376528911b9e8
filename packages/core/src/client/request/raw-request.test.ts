import { channel } from 'node:diagnostics_channel';
import { describe, expect, it } from 'vitest';
import type { RequestInfo, ResponseInfo } from '../index.ts';
import { json, startServer } from '../test/server.ts';

const ok = (_request: unknown, response: Parameters<typeof json>[0]) => json(response, { some_key: { otherKey: 1 } });

describe('client.request()', () => {
  it('sends the body and returns the response unchanged, with credentials', async () => {
    const server = await startServer(ok);
    const vzaps = server.client();
    const envelope = await vzaps.request('POST', '/instances/VZ1/new/thing', {
      query: { some_list: [1, 2], none: undefined },
      body: { camelCase: { snake_case: 1 } },
      headers: { 'X-Mine': '1', Authorization: 'not this one' },
      instanceToken: 'instance-token',
    });
    expect(envelope).toEqual({ code: 200, success: true, data: { some_key: { otherKey: 1 } } });
    expect(server.received.at(-1)).toMatchObject({
      method: 'POST',
      path: '/instances/VZ1/new/thing?some_list=1&some_list=2',
      body: '{"camelCase":{"snake_case":1}}',
      headers: { 'x-mine': '1', authorization: 'Bearer token-1', 'x-instance-token': 'instance-token' },
    });
  });

  it('encodes the path once, below the path of the base URL', async () => {
    const server = await startServer(ok);
    const vzaps = server.client({ baseUrl: `${server.url}/gateway/`, clientSecret: undefined, instanceToken: 'token' });
    await vzaps.request('GET', '/a%20b/é/"c"/it\'s');
    await vzaps.request('GET', '/a', { query: {} });
    expect(server.received.slice(-2).map(({ path }) => path)).toEqual([
      "/gateway/a%20b/%C3%A9/%22c%22/it's",
      '/gateway/a',
    ]);
  });

  it('sends no credentials with auth: false', async () => {
    const server = await startServer(ok);
    await server.client().request('GET', '/health', { auth: false });
    expect(server.received).toHaveLength(1);
    expect(server.received[0]?.headers['x-client-token']).toBeUndefined();
  });

  it('sends the instance token of a bound client', async () => {
    const server = await startServer(ok);
    await server.client().forInstance('VZ1', { instanceToken: 'instance-token' }).request('GET', '/x');
    expect(server.received.at(-1)?.headers['x-instance-token']).toBe('instance-token');
  });

  it('repeats GET requests, and others only with repeatable: true', async () => {
    const server = await startServer((_request, response) => response.writeHead(502).end());
    const vzaps = server.client();
    await expect(vzaps.request('GET', '/a')).rejects.toMatchObject({ attempts: 3 });
    await expect(vzaps.request('POST', '/b')).rejects.toMatchObject({ attempts: 1 });
    await expect(vzaps.request('POST', '/c', { repeatable: true })).rejects.toMatchObject({ attempts: 3 });
  });
});

it('the option extra adds fields to a request and replaces declared fields', async () => {
  const server = await startServer((_request, response) =>
    json(response, { success: true, data: { message_id: 'm' } }),
  );
  const vzaps = server.client();
  const extra = { newField: { aB: 1 }, message: 'over' };
  await vzaps.messages.sendText({ instanceId: 'VZ1', phone: '5511999999999', message: 'x' }, { extra });
  expect(JSON.parse(server.received.at(-1)?.body ?? '')).toEqual({ phone: '5511999999999', ...extra });
  await vzaps.queues.listMessages({ instanceId: 'VZ1' }, { extra: { page: 2 } });
  expect(server.received.at(-1)).toMatchObject({ path: '/instances/VZ1/queue/messages?page=2', body: '' });
});

it('the base URL may have a path', async () => {
  const server = await startServer(ok, { tokens: false });
  const vzaps = server.client({ baseUrl: `${server.url}/proxy/vzaps/`, clientSecret: undefined, instanceToken: 'x' });
  await vzaps.contacts.list('VZ1');
  expect(server.received[0]?.path).toBe('/proxy/vzaps/instances/VZ1/contact/list');
});

it('the user agent names the application and then the library', async () => {
  const server = await startServer(ok);
  await server.client({ userAgent: 'shop/1.2' }).contacts.list('VZ1');
  expect(server.received[0]?.headers['user-agent']).toBe('shop/1.2 vzaps-core');
});

describe('hooks', () => {
  it('see every attempt with its route, and the diagnostics channels get the same objects', async () => {
    let left = 1;
    const server = await startServer((_request, response) =>
      left-- > 0 ? response.writeHead(503).end() : ok(0, response),
    );
    const infos: (RequestInfo | ResponseInfo)[] = [];
    const published: unknown[] = [];
    const listen = (message: unknown) => published.push(message);
    channel('vzaps:request').subscribe(listen);
    channel('vzaps:response').subscribe(listen);
    const hooks = {
      onRequest: (info: RequestInfo) => infos.push(info),
      onResponse: (info: ResponseInfo) => infos.push(info),
    };

    await server.client(hooks).contacts.list('VZ1');

    channel('vzaps:request').unsubscribe(listen);
    channel('vzaps:response').unsubscribe(listen);
    const list = { method: 'GET', route: '/instances/:instanceId/contact/list' };
    const durationMs = expect.any(Number);
    expect(infos).toEqual([
      { method: 'POST', route: '/token', attempt: 1 },
      { method: 'POST', route: '/token', attempt: 1, status: 200, durationMs },
      { ...list, attempt: 1 },
      { ...list, attempt: 1, status: 503, errorCode: 'API_ERROR', durationMs },
      { ...list, attempt: 2 },
      { ...list, attempt: 2, status: 200, durationMs },
    ]);
    expect(published).toEqual(infos);
  });

  it('do not change the result of a call if they throw', async () => {
    const server = await startServer(ok);
    const throwing = () => {
      throw new Error('an observer’s mistake');
    };
    const rejecting = async () => throwing();
    await expect(
      server.client({ onRequest: throwing, onResponse: rejecting }).contacts.list('VZ1'),
    ).resolves.toMatchObject({
      success: true,
    });
  });
});
