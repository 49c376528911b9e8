/** A web process under test: an Express application. */
import type { AddressInfo } from 'node:net';
import { vzapsWebhook } from '@vzaps/express';
import express from 'express';
import { answerDeployment } from './answer-deployment.ts';
import { createAppReceiver } from './create-app-receiver.ts';
import type { DeploymentConfig } from './deployment-config.ts';
import { collectProcessErrors } from './process-errors.ts';
import { openInbox, sharedStore } from './shared-redis.ts';

const errors = collectProcessErrors();
const config: DeploymentConfig = JSON.parse(process.argv[2] ?? '');
const receiver = createAppReceiver(config, config.inbox ? { inbox: openInbox(config) } : sharedStore(config));
const app = express();
app.post('/webhooks/vzaps', vzapsWebhook(receiver));
const server = app.listen(config.port, '127.0.0.1', () => {
  // Node would end connections that the test keeps idle for five seconds.
  server.keepAliveTimeout = 600_000;
  answerDeployment((server.address() as AddressInfo).port, errors);
});
