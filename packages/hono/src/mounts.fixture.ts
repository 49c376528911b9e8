import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { AdapterMount, Mounted } from '@vzaps/testing';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { Hono as Hono49 } from 'hono49';
import { onTestFinished } from 'vitest';
import { vzapsWebhook } from './index.ts';

/** The newest version, and the oldest that is supported. */
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

/** Starts an application for one test, and returns the URL of its webhook. */
export async function serve(app: Pick<Hono, 'fetch'>): Promise<string> {
  const { url, close } = await listen(app);
  onTestFinished(close);
  return url;
}

/** Mounts the webhook behind these middlewares. */
export function mountBehind(HonoClass: typeof Hono, ...before: MiddlewareHandler[]): AdapterMount {
  return (receiver) => {
    const app = new HonoClass();
    for (const middleware of before) app.use(middleware);
    app.all(PATH, vzapsWebhook(receiver));
    return listen(app);
  };
}

/** A middleware that reads the body, as a logger does. It ignores a body that it cannot parse. */
export function readBody(read: (req: Context['req']) => Promise<unknown>): MiddlewareHandler {
  return async (c, next) => {
    await read(c.req).catch(() => {});
    await next();
  };
}
