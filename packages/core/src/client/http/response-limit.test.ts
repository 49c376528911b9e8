import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startServer } from '../test/server.ts';

const MIB = 1024 * 1024;
const PATH = '/instances/VZ1/contact/list';
const tooLarge = { name: 'VZapsResponseError', code: 'RESPONSE_TOO_LARGE', status: 200, attempts: 1 };

/** A JSON text of exactly this size. */
const bodyOf = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`;

/** Sends chunks of 1 MiB until the client closes the connection. Returns how many were sent. */
function sendEndlessly(response: ServerResponse, count: (chunks: number) => void): void {
  let chunks = 0;
  const send = () => {
    while (!response.destroyed && response.write('x'.repeat(MIB))) count(++chunks);
    response.once('drain', send);
  };
  response.writeHead(200);
  send();
}

describe.each([
  ['undici', {}],
  ['the option fetch', { fetch: globalThis.fetch }],
])('maxResponseBytes with %s', (_name, options) => {
  it('accepts a body of exactly the limit and refuses a larger one', async () => {
    const server = await startServer((_request, response) => response.end(bodyOf(100)));
    const vzaps = server.client(options);
    await expect(vzaps.contacts.list('VZ1', { maxResponseBytes: 100 })).resolves.toMatchObject({ success: true });
    await expect(vzaps.contacts.list('VZ1', { maxResponseBytes: 99 })).rejects.toMatchObject(tooLarge);
  });

  it('ends an endless body and does not repeat the request', async () => {
    let sent = 0;
    let hasClosed = false;
    const server = await startServer((_request, response) => {
      response.once('close', () => {
        hasClosed = true;
      });
      sendEndlessly(response, (chunks) => {
        sent = chunks;
      });
    });
    const call = server.client({ ...options, maxResponseBytes: 2 * MIB }).contacts.list('VZ1');
    await expect(call).rejects.toMatchObject(tooLarge);
    expect(server.count(PATH)).toBe(1);
    await expect.poll(() => hasClosed).toBe(true);
    // Buffers of the sockets hold some chunks that the client never reads.
    expect(sent).toBeLessThan(64);
  });

  it('does not read a body whose content-length is over the limit', async () => {
    const server = await startServer((_request, response) => {
      response.writeHead(200, { 'content-length': 1024 * MIB }).flushHeaders();
    });
    const call = server.client({ ...options, timeoutMs: 20_000 }).contacts.list('VZ1');
    await expect(call).rejects.toMatchObject(tooLarge);
  });

  it('keeps the status and the request id of a refused body, and names the option in the message', async () => {
    const server = await startServer((_request, response) =>
      response.writeHead(500, { 'x-request-id': 'r1' }).end(bodyOf(200)),
    );
    const call = server.client({ ...options, maxResponseBytes: 100 }).contacts.list('VZ1');
    await expect(call).rejects.toMatchObject({
      ...tooLarge,
      status: 500,
      requestId: 'r1',
      message: expect.stringMatching(/GET \/instances\/:instanceId\/contact\/list .*Raise `maxResponseBytes`/),
    });
    expect(server.count(PATH)).toBe(1);
  });

  it('does not break UTF-8 characters that are split between chunks', async () => {
    const server = await startServer((_request, response) => {
      const bytes = Buffer.from('"olá 👋"');
      for (const byte of bytes) response.write(Buffer.of(byte));
      response.end();
    });
    expect((await server.client(options).contacts.list('VZ1')).data).toBe('olá 👋');
  });
});

it.each([0, -1, Number.NaN, '1mb', null])('a call refuses maxResponseBytes %o', async (maxResponseBytes) => {
  const server = await startServer(() => {});
  await expect(server.client().contacts.list('VZ1', { maxResponseBytes } as never)).rejects.toMatchObject({
    code: 'INVALID_REQUEST',
    path: ['maxResponseBytes'],
  });
});
