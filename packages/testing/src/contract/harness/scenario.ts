import { createReceiver, type Receiver } from '@vzaps/core/webhooks';
import { BODY_LIMIT } from './credentials.ts';
import { HANDLERS } from './handlers.ts';
import { type See, seenOf } from './record-event.ts';
import type { Seen, SiteReport, SiteSetup } from './scenario-setup.ts';
import { INBOXES, STORES } from './stores.ts';
import { VERIFIERS } from './verifiers.ts';

/** One receiver as a vector wants it, and what became of its deliveries. */
export interface ContractSite {
  receiver: Receiver;
  report(): SiteReport;
}

export function contractSite(setup: SiteSetup = {}): ContractSite {
  const { verify = 'signed URL', handlers = ['records'], store = 'memory', inbox, limits } = setup;
  const report: SiteReport = { seen: [], told: [] };
  const see =
    (by: Seen['by']): See =>
    (event, instanceId) =>
      report.seen.push(seenOf(by, event, instanceId));
  const receiver = createReceiver({
    verify: VERIFIERS[verify](),
    idempotency: STORES[store](),
    bodyLimit: BODY_LIMIT,
    ...(inbox && { inbox: INBOXES[inbox](see('inbox')) }),
    ...limits,
    onOutcome: (outcome) => {
      const { kind, instanceId, retiredSecret } = { instanceId: undefined, retiredSecret: undefined, ...outcome };
      report.told.push({ kind, ...(instanceId && { instanceId }), ...(retiredSecret && { retiredSecret }) });
    },
  });
  for (const name of handlers) HANDLERS[name](receiver, see('handler'), report);
  return { receiver, report: () => report };
}
