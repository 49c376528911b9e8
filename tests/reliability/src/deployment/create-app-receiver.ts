import { createReceiver, createUrlSigner, type Receiver, type ReceiverOptions } from '@vzaps/core/webhooks';
import { now } from '../event-log/line.ts';
import { openEventLog } from '../event-log/open-log.ts';
import { type DeploymentConfig, SECRET } from './deployment-config.ts';
import { handleMessage } from './handle-message.ts';
import { watchPauses } from './watch-pauses.ts';

/** Creates the receiver of the application under test. Its handlers and its outcomes write to the event log. */
export function createAppReceiver(
  { folder, partialWaitMs, handlerTimeoutMs }: DeploymentConfig,
  shared: Pick<ReceiverOptions, 'idempotency' | 'inbox'>,
): Receiver {
  const log = openEventLog(folder);
  watchPauses(log);
  return createReceiver({
    verify: createUrlSigner({ secret: SECRET }).verify,
    partialWaitMs,
    handlerTimeoutMs,
    ...shared,
    onOutcome(outcome) {
      if (outcome.kind !== 'handled' || outcome.event.type !== 'Message') return;
      const { event, instanceId } = outcome;
      const id = `${instanceId}|${event.messageId}`;
      log.write({ step: 'settled', id, from: now(), position: 0, complete: event.complete, attempt: 1 });
    },
  }).on('Message', handleMessage(log));
}
