import { serve } from '@hono/node-server';
import { vzapsWebhook } from '@vzaps/hono';
import { Hono } from 'hono';
import { settings } from './settings.js';
import { receiver, vzaps } from './vzaps.js';

const app = new Hono();
app.post('/webhooks/vzaps', vzapsWebhook(receiver));

// Liveness: the server answers. It must not depend on other systems, because a restart does not repair them.
app.get('/healthz', (c) => c.json({ status: 'ok' }));
// Readiness: the load balancer sends nothing more while the receiver closes.
app.get('/readyz', (c) => {
  const health = receiver.health();
  return c.json(health, health.status === 'closing' ? 503 : 200);
});

const server = serve({ fetch: app.fetch, port: settings.port }, ({ port }) =>
  console.log(`Listening on port ${port}.`),
);

/** Running handlers finish, and then the process ends by itself. */
async function stop(): Promise<void> {
  server.close();
  await receiver.close();
  if ('closeIdleConnections' in server) server.closeIdleConnections();
  await vzaps.close();
}
process.once('SIGTERM', stop).once('SIGINT', stop);
