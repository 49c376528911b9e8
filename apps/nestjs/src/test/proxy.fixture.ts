import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { FakeVZaps } from '@vzaps/testing';

/** A proxy to the fake VZaps. It awaits `beforeResponse` after a message was sent, and before the response is returned. */
export async function startProxy(fake: FakeVZaps, beforeResponse: () => Promise<void>) {
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const { authorization = '' } = headers;
    const body = method === 'GET' ? null : await buffer(request);
    const upstream = await fetch(fake.url + url, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      body,
    });
    if (url.endsWith('/chat/send/text')) await beforeResponse();
    response.writeHead(upstream.status, { 'content-type': 'application/json' }).end(await upstream.text());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
