import { createReceiver, createUrlSigner, type Receiver, type ReceiverOptions } from '@vzaps/core/webhooks';
import { clock } from '../ledger/line.ts';
import { openLedger } from '../ledger/write-ledger.ts';
import { handleMessage } from './handle-message.ts';
import { SECRET, type SiteConfig } from './site-config.ts';
import { watchStalls } from './watch-stalls.ts';

/** A receiver whose handlers, and whose outcomes, go into the ledger. */
export function createSiteReceiver(
  { folder, partialWaitMs, handlerTimeoutMs }: SiteConfig,
  shared: Pick<ReceiverOptions, 'idempotency' | 'inbox'>,
): Receiver {
  const ledger = openLedger(folder);
  watchStalls(ledger);
  return createReceiver({
    verify: createUrlSigner({ secret: SECRET }).verify,
    partialWaitMs,
    handlerTimeoutMs,
    ...shared,
    onOutcome(outcome) {
      if (outcome.kind !== 'handled' || outcome.event.type !== 'Message') return;
      const { event, instanceId } = outcome;
      const id = `${instanceId}|${event.key}`;
      ledger.write({ what: 'settled', id, from: clock(), place: 0, complete: event.complete, attempt: 1 });
    },
  }).on('Message', handleMessage(ledger));
}
