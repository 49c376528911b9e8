import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { FakeVZaps } from '@vzaps/testing';

/** The way to VZaps, on which something happens after it has sent a message, and before it has said so. */
export async function detour(fake: FakeVZaps, happens: () => Promise<void>) {
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const { authorization = '' } = headers;
    const body = method === 'GET' ? null : await buffer(request);
    const answer = await fetch(fake.url + url, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      body,
    });
    if (url.endsWith('/chat/send/text')) await happens();
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
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
