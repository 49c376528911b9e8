import { execFile } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { bundleOf, bundlePrograms } from 'test-programs';
import { expect, it } from 'vitest';
import { VZapsClient } from '../../index.ts';
import { startServer, webhook } from '../../test/server.ts';
import { AttemptSignal } from '../attempt-signal.ts';
import { createTransport } from './fetch.ts';
import type { Dispatcher } from './transport.ts';

const PACKAGE = fileURLToPath(new URL('../../../..', import.meta.url));
const SEND = { instanceId: 'VZ1', phone: '5511999999999', message: 'x' };

it('the client loads undici at its first request and not before', async () => {
  const server = await startServer((_request, response) => webhook(response));
  await bundlePrograms(PACKAGE, { client: 'src/client/index.ts' }, ['undici']);
  // A process of its own, because other tests have loaded undici into this one.
  const program = `
    import { createRequire } from 'node:module';
    import { VZapsClient } from ${JSON.stringify(pathToFileURL(bundleOf(PACKAGE, 'client')))};
    // undici is CommonJS, so a loaded undici is in this cache.
    const { cache } = createRequire(process.cwd() + '/');
    const isLoaded = () => Object.keys(cache).some((path) => /[\\\\/]undici[\\\\/]/.test(path));
    const vzaps = new VZapsClient({ baseUrl: '${server.url}', clientToken: 'token', clientSecret: 'secret' });
    const before = isLoaded();
    await vzaps.webhooks.get('VZ1');
    console.log(before, isLoaded());`;
  const args = ['--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: PACKAGE });
  expect(stdout.trim()).toBe('false true');
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
  const response = await transport.send({
    method: 'POST',
    origin: server.url,
    path: '/',
    headers: { a: 'b' },
    body: '{}',
    signal: new AttemptSignal(),
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

it('the option dispatcher gets a signal that fetch accepts, and the signal aborts with the call', async () => {
  let signal: AbortSignal | undefined;
  const dispatcher: Dispatcher = {
    request: (options) => {
      signal = options.signal;
      return new Promise(() => {});
    },
  };
  const vzaps = new VZapsClient({ clientToken: 'client', instanceToken: 'token', dispatcher, retry: { attempts: 1 } });
  await expect(vzaps.webhooks.get('VZ1', { timeoutMs: 20 })).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
  expect(new Request('http://localhost', { signal: signal as AbortSignal }).signal.aborted).toBe(true);
});

it('the option dispatcher may return a body that is an iterable only', async () => {
  const chunks = ['{"webhook":"https://example.com', '","subscribe":[]}'].map((text) => new TextEncoder().encode(text));
  const body = {
    async *[Symbol.asyncIterator]() {
      yield* chunks;
    },
  };
  const dispatcher: Dispatcher = { request: async () => ({ statusCode: 200, headers: {}, body }) };
  const vzaps = new VZapsClient({ clientToken: 'client', instanceToken: 'token', dispatcher });
  expect((await vzaps.webhooks.get('VZ1')).data.webhook).toBe('https://example.com');
  await expect(vzaps.webhooks.get('VZ1', { maxResponseBytes: 40 })).rejects.toMatchObject({
    code: 'RESPONSE_TOO_LARGE',
  });
});

it.each([
  ['undici', {}],
  ['the option fetch', { fetch: globalThis.fetch }],
])('a response that ends in the middle of its body is CONNECTION_FAILED with %s', async (_name, options) => {
  for (const headers of [{ 'content-length': '100' }, {}] as Record<string, string>[]) {
    const server = await startServer((_request, response) => {
      response.writeHead(200, headers).write('{"code":', () => response.destroy());
    });
    const vzaps = server.client({ ...options, retry: { attempts: 1 } });
    await expect(vzaps.webhooks.get('VZ1')).rejects.toMatchObject({ code: 'CONNECTION_FAILED', neverSent: false });
  }
});

it('the option fetch counts the bytes of a compressed body after it was decompressed', async () => {
  const body = gzipSync(JSON.stringify({ webhook: 'x'.repeat(10_000), subscribe: [] }));
  const server = await startServer((_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': body.length }).end(body);
  });
  const vzaps = server.client({ fetch: globalThis.fetch });
  await expect(vzaps.webhooks.get('VZ1', { maxResponseBytes: 5_000 })).rejects.toMatchObject({
    code: 'RESPONSE_TOO_LARGE',
  });
  expect((await vzaps.webhooks.get('VZ1')).data.webhook).toHaveLength(10_000);
});
