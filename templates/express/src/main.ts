import { vzapsWebhook } from '@vzaps/express';
import express from 'express';
import { settings } from './settings.js';
import { receiver, vzaps } from './vzaps.js';

const app = express();
app.post('/webhooks/vzaps', vzapsWebhook(receiver));

// Liveness: the server answers. It must not depend on other systems, because a restart does not repair them.
app.get('/healthz', (_request, response) => {
  response.json({ status: 'ok' });
});
// Readiness: the load balancer sends nothing more while the receiver closes.
app.get('/readyz', (_request, response) => {
  const health = receiver.health();
  response.status(health.status === 'closing' ? 503 : 200).json(health);
});

const server = app.listen(settings.port, () => console.log(`Listening on port ${settings.port}.`));

/** Running handlers finish, and then the process ends by itself. */
async function stop(): Promise<void> {
  server.close();
  await receiver.close();
  server.closeIdleConnections();
  await vzaps.close();
}
process.once('SIGTERM', stop).once('SIGINT', stop);
