import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AdapterMount, Mounted } from '@vzaps/testing';
import express5 from 'express';
// @ts-expect-error: an alias has no types of its own; what is used here is the same in both
import express4 from 'express4';
import { vzapsWebhook } from './index.ts';

export const EXPRESS = { 'Express 5': express5, 'Express 4': express4 as typeof express5 };
export type Express = typeof express5;

export const PATH = '/webhooks/vzaps';

/** Starts an application on a free port of the loopback interface. */
export async function listen(app: RequestListener, path = PATH): Promise<Mounted> {
  const server: Server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** An application with these middlewares in front of the webhook. */
export function mountBehind(express: Express, ...before: ReturnType<Express['json']>[]): AdapterMount {
  return (receiver) => {
    const app = express();
    for (const each of before) app.use(each);
    app.use(PATH, vzapsWebhook(receiver));
    return listen(app);
  };
}
