import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Mounted } from '../mount.ts';

type Fetch = (request: Request) => Response | Promise<Response>;

/** Serves a `fetch` handler on a free port. */
export async function serve(fetch: Fetch): Promise<Mounted> {
  const server = createServer(getRequestListener(fetch)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/vzaps`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
