import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { AdapterMount, Mounted } from '@vzaps/testing';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { Hono as Hono49 } from 'hono49';
import { vzapsWebhook } from './index.ts';

/** The newest, and the oldest that is supported. */
export const HONO = { 'Hono 4.13': Hono, 'Hono 4.9': Hono49 as unknown as typeof Hono };

export const PATH = '/webhooks/vzaps';

/** Starts an application on a free port of the loopback interface. */
export async function listen(app: Pick<Hono, 'fetch'>, path = PATH): Promise<Mounted> {
  const server = createServer(getRequestListener((request, env) => app.fetch(request, env))).listen(0, '127.0.0.1');
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
export function mountBehind(HonoClass: typeof Hono, ...before: MiddlewareHandler[]): AdapterMount {
  return (receiver) => {
    const app = new HonoClass();
    for (const each of before) app.use(each);
    app.all(PATH, vzapsWebhook(receiver));
    return listen(app);
  };
}

type Request = Context['req'];

/** A middleware that reads the body, as one that logs it would. What is no JSON or no form is not its business. */
export function reads(read: (req: Request) => Promise<unknown>): MiddlewareHandler {
  return async (c, next) => {
    await read(c.req).catch(() => {});
    await next();
  };
}
