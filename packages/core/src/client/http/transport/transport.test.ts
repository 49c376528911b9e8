import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { startServer, webhook } from '../../test/server.ts';
import { createTransport } from './fetch.ts';

// undici is CommonJS, so a loaded undici is in this cache.
const undiciIsLoaded = () =>
  Object.keys(createRequire(import.meta.url).cache).some((path) => /[\\/]undici[\\/]/.test(path));
const SEND = { instanceId: 'VZ1', phone: '5511999999999', message: 'x' };

it('the client loads undici at its first request and not before', async () => {
  const server = await startServer((_request, response) => webhook(response));
  const vzaps = server.client();
  expect(undiciIsLoaded()).toBe(false);
  await vzaps.webhooks.get('VZ1');
  expect(undiciIsLoaded()).toBe(true);
});

it('the option fetch sends all requests and follows no redirect', async () => {
  const seen: [string, RequestInit | undefined][] = [];
  const server = await startServer((_request, response) => response.writeHead(302, { location: '/x' }).end());
  const vzaps = server.client({
    fetch: (input, init) => {
      seen.push([String(input), init]);
      return globalThis.fetch(input, init);
    },
  });
  await expect(vzaps.webhooks.get('VZ1')).rejects.toMatchObject({ status: 302 });
  expect(seen.map(([url]) => url)).toEqual([`${server.url}/token`, `${server.url}/instances/VZ1/webhook`]);
});

it('a send call is not repeated after the given fetch failed, because VZaps may have taken the message', async () => {
  const server = await startServer(() => {});
  let calls = 0;
  const vzaps = server.client({
    clientSecret: undefined,
    instanceToken: 'token',
    fetch: async () => {
      calls += 1;
      throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(), { syscall: 'connect' }) });
    },
  });
  await expect(vzaps.messages.sendText(SEND)).rejects.toMatchObject({ code: 'CONNECTION_FAILED', neverSent: false });
  expect(calls).toBe(1);
  await expect(vzaps.webhooks.get('VZ1')).rejects.toMatchObject({ attempts: 3, cause: { message: 'fetch failed' } });
});

it('the option dispatcher sends all requests and is not closed with the client', async () => {
  const { Agent } = await import('undici');
  const dispatcher = new Agent();
  const server = await startServer((_request, response) => webhook(response));
  const vzaps = server.client({ dispatcher });
  await vzaps.webhooks.get('VZ1');
  await vzaps.close();
  await expect(vzaps.webhooks.get('VZ1')).resolves.toMatchObject({ success: true });
  await dispatcher.close();
  await expect(vzaps.webhooks.get('VZ1')).rejects.toMatchObject({ code: 'CONNECTION_FAILED' });
});

it('the transport outside Node uses the platform’s fetch and refuses a dispatcher', async () => {
  const server = await startServer((_request, response) =>
    response.writeHead(201, { 'x-request-id': 'r1' }).end('[1]'),
  );
  const transport = createTransport({ connections: 1, dispatcher: undefined });
  const { signal } = new AbortController();
  const response = await transport.send({
    method: 'POST',
    url: new URL(server.url),
    headers: { a: 'b' },
    body: '{}',
    signal,
    maxResponseBytes: 100,
  });
  expect([response.status, response.text, response.header('X-Request-Id'), response.header('none')]).toEqual([
    201,
    '[1]',
    'r1',
    undefined,
  ]);
  expect(server.received[0]).toMatchObject({ method: 'POST', body: '{}', headers: { a: 'b' } });
  expect(() => createTransport({ connections: 1, dispatcher: { request: async () => expect.unreachable() } })).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTION' }),
  );
});

it('a closed client opens its connection pool again when it is used', async () => {
  const server = await startServer((_request, response) => webhook(response));
  const vzaps = server.client();
  await vzaps.close();
  await vzaps.webhooks.get('VZ1');
  await vzaps.close();
  await expect(vzaps.webhooks.get('VZ1')).resolves.toMatchObject({ success: true });
});
