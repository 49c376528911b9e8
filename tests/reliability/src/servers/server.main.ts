/** An application with one adapter, as a user would start it. It ends by itself after SIGTERM. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createUrlSigner, hmacSignature } from '@vzaps/core/webhooks';
import { answerRequests } from '../deployment/answer-requests.ts';
import { SECRET } from '../deployment/deployment-config.ts';
import { collectProcessErrors } from '../deployment/process-errors.ts';
import { now } from '../event-log/line.ts';
import { openEventLog } from '../event-log/open-log.ts';
import { measure } from '../soak/measure.ts';
import { type ServerConfig, SIGNATURE_HEADER } from './server-config.ts';
import { START } from './start-server.ts';

const WORK_MS = 3;

const config: ServerConfig = JSON.parse(process.argv[2] ?? '');
const errors = collectProcessErrors();
const log = config.folder === undefined ? undefined : openEventLog(config.folder);
const verify = config.signedBytes
  ? hmacSignature({ secret: SECRET, header: SIGNATURE_HEADER, instanceId: 'VZ1' })
  : createUrlSigner({ secret: SECRET }).verify;
let handled = 0;

const port = await START[config.server](
  // Without an observer, the default reporter would print refused deliveries.
  { verify, bodyTimeoutMs: config.bodyTimeoutMs, onOutcome() {} },
  async ({ messageId }) => {
    const from = now();
    await sleep(WORK_MS);
    handled += 1;
    log?.write({ step: 'done', id: messageId, from, position: 0, complete: true, attempt: 1 });
  },
  config.port,
);
answerRequests(port, async () => ({ ...(await measure()), handled, errors }));
// The channel to the test must not keep the process alive.
process.channel?.unref();
