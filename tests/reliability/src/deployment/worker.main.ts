/** A worker process under test: it handles what the web processes have stored. */
import { answerDeployment } from './answer-deployment.ts';
import { createAppReceiver } from './create-app-receiver.ts';
import type { DeploymentConfig } from './deployment-config.ts';
import { collectProcessErrors } from './process-errors.ts';
import { openInbox, sharedStore } from './shared-redis.ts';

const errors = collectProcessErrors();
const config: DeploymentConfig = JSON.parse(process.argv[2] ?? '');
openInbox(config).startWorker(createAppReceiver(config, sharedStore(config)), { leaseMs: config.handlerTimeoutMs });
answerDeployment(null, errors);
