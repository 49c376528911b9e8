import { type Receiver, vzapsWebhook } from '@vzaps/hono';
import type { Inspector } from '@vzaps/inspector';
import { Hono } from 'hono';

/** Creates the application for any runtime: the webhook, and the inspector under a path of its own. */
export function createApp(receiver: Receiver, inspector: Inspector): Hono {
  const app = new Hono();
  app.post('/webhooks/vzaps', vzapsWebhook(receiver));
  app.get('/', (c) => c.redirect('/inspector/'));
  app.mount('/inspector', inspector.fetch);
  return app;
}
