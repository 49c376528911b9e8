// #region app
import { consoleReporter, createReceiver, createUrlSigner, VZapsClient, vzapsWebhook } from '@vzaps/hono';
import { createInspector } from '@vzaps/inspector';
import { Hono } from 'hono';

const { env } = process;
const client = new VZapsClient({ clientToken: env.VZAPS_CLIENT_TOKEN ?? '', clientSecret: env.VZAPS_CLIENT_SECRET });
const signer = createUrlSigner({ secret: env.WEBHOOK_SECRET ?? '' });
const inspector = createInspector({ token: env.INSPECTOR_TOKEN, client, receiver: () => receiver });
const onOutcome = [inspector.onOutcome, consoleReporter()];
const receiver = createReceiver({ verify: signer.verify, client, onOutcome });

const app = new Hono();
app.post('/webhooks/vzaps', vzapsWebhook(receiver));
app.mount('/inspector', inspector.fetch);

// #endregion

export { app, inspector, signer };
