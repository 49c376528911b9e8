import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AdapterMount, Mounted } from '@vzaps/testing';
import express5 from 'express';
// @ts-expect-error: the alias has no types. Both versions have the functions that are used here.
import express4 from 'express4';
import { onTestFinished } from 'vitest';
import { vzapsWebhook } from './index.ts';

/** The oldest and the newest supported version. */
export const EXPRESS = { 'Express 5': express5, 'Express 4': express4 as typeof express5 };
export type Express = typeof express5;

export const PATH = '/webhooks/vzaps';

/** Starts an application on a free port of the loopback interface. */
export async function listen(app: RequestListener, path = PATH): Promise<Mounted> {
  const server = createServer(app).listen(0, '127.0.0.1');
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
export async function serve(app: RequestListener): Promise<string> {
  const { url, close } = await listen(app);
  onTestFinished(close);
  return url;
}

/** Mounts the webhook behind these middlewares. */
export function mountBehind(express: Express, ...before: ReturnType<Express['json']>[]): AdapterMount {
  return (receiver) => {
    const app = express();
    for (const middleware of before) app.use(middleware);
    app.use(PATH, vzapsWebhook(receiver));
    return listen(app);
  };
}
