import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { adapterContract } from '@vzaps/testing';

adapterContract('receiver.fetch on node:http', async (receiver) => {
  const server = createServer(getRequestListener(receiver.fetch)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/vzaps`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
});
