import { createReceiver, createUrlSigner, type Receiver, type ReceiverOptions } from '@vzaps/core/webhooks';
import { now } from '../event-log/line.ts';
import { openEventLog } from '../event-log/open-log.ts';
import { type DeploymentConfig, SECRET } from './deployment-config.ts';
import { handleMessage } from './handle-message.ts';
import { watchPauses } from './watch-pauses.ts';
import { MARKED_TYPES, writeMarks } from './write-marks.ts';

/** Creates the receiver of the application under test. Its handlers and its outcomes write to the event log. */
export function createAppReceiver(
  { folder, partialWaitMs, handlerTimeoutMs, marks }: DeploymentConfig,
  shared: Pick<ReceiverOptions, 'idempotency' | 'inbox'>,
): Receiver {
  const log = openEventLog(folder);
  watchPauses(log);
  const receiver = createReceiver({
    verify: createUrlSigner({ secret: SECRET }).verify,
    partialWaitMs,
    handlerTimeoutMs,
    // A busy machine may read a body of 8 MB for longer than the default.
    bodyTimeoutMs: 60_000,
    ...shared,
    onOutcome(outcome) {
      if (outcome.kind !== 'handled' || outcome.event.type !== 'Message') return;
      const { event, instanceId } = outcome;
      const id = `${instanceId}|${event.messageId}`;
      log.write({ step: 'settled', id, from: now(), position: 0, complete: event.complete, attempt: 1 });
    },
  });
  return marks ? receiver.on([...MARKED_TYPES], writeMarks(log)) : receiver.on('Message', handleMessage(log));
}
