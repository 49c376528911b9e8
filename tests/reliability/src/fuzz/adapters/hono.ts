import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createReceiver } from '@vzaps/core/webhooks';
import { vzapsWebhook } from '@vzaps/hono';
import { Hono } from 'hono';
import { FUZZ_OPTIONS, handleFuzz } from '../fuzz-receiver.ts';
import { PATHS } from '../targets.ts';

export function honoServer(): Server {
  const webhook = vzapsWebhook(createReceiver(FUZZ_OPTIONS).on('Message', handleFuzz));
  const app = new Hono();
  app.all(PATHS[0], webhook);
  // A middleware reads the body before the webhook.
  app.use(PATHS[1], async (c, next) => {
    await c.req.text().catch(() => {});
    await next();
  });
  app.all(PATHS[1], webhook);
  return createServer(getRequestListener((request, env) => app.fetch(request, env)));
}
